// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import com.sun.net.httpserver.spi.HttpServerProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Makes the HTTP servers of a JVM listen on 127.0.0.1 where they would listen on every interface.
 * The stock CoreNLP server has no option for that; start its JVM with
 *
 * <pre>
 * -Dcom.sun.net.httpserver.HttpServerProvider=io.github.canner.corenlp.LoopbackHttpServerProvider
 * --add-exports jdk.httpserver/sun.net.httpserver=ALL-UNNAMED
 * </pre>
 *
 * <p>The second line lets this class hand on to the JDK's own provider. Servers given a certain
 * address keep it.
 */
public final class LoopbackHttpServerProvider extends HttpServerProvider {
  private final HttpServerProvider jdk;

  /**
   * Called by the JDK.
   *
   * @throws ReflectiveOperationException if the JVM was started without the second line
   */
  public LoopbackHttpServerProvider() throws ReflectiveOperationException {
    jdk =
        (HttpServerProvider)
            Class.forName("sun.net.httpserver.DefaultHttpServerProvider")
                .getConstructor()
                .newInstance();
  }

  @Override
  public HttpServer createHttpServer(InetSocketAddress address, int backlog) throws IOException {
    return jdk.createHttpServer(loopback(address), backlog);
  }

  @Override
  public HttpsServer createHttpsServer(InetSocketAddress address, int backlog) throws IOException {
    return jdk.createHttpsServer(loopback(address), backlog);
  }

  private static InetSocketAddress loopback(InetSocketAddress address) throws IOException {
    return address.getAddress().isAnyLocalAddress()
        ? new InetSocketAddress(
            InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), address.getPort())
        : address;
  }
}
