// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import com.sun.net.httpserver.spi.HttpServerProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Hardens the stock CoreNLP server: it listens on 127.0.0.1 where it would listen on every
 * interface, and refuses requests that set other properties than {@code annotators}, {@code
 * inputFormat}, {@code outputFormat} and the like, with which a client could name a class to make
 * or a file to open. The server has options for neither; start its JVM with
 *
 * <pre>
 * -Dcom.sun.net.httpserver.HttpServerProvider=io.github.canner.corenlp.LoopbackHttpServerProvider
 * --add-exports jdk.httpserver/sun.net.httpserver=ALL-UNNAMED
 * </pre>
 *
 * <p>The second line lets this class hand on to the JDK's own provider. Every HTTP server of the
 * JVM is hardened so; those given a certain address keep it.
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
  public HttpServer createHttpServer(@Nullable InetSocketAddress address, int backlog)
      throws IOException {
    return new GuardedServer(jdk.createHttpServer(loopback(address), backlog));
  }

  @Override
  public HttpsServer createHttpsServer(@Nullable InetSocketAddress address, int backlog)
      throws IOException {
    return new GuardedServer(jdk.createHttpsServer(loopback(address), backlog));
  }

  static @Nullable InetSocketAddress loopback(@Nullable InetSocketAddress address)
      throws IOException {
    return address != null
            && address.getAddress() != null
            && address.getAddress().isAnyLocalAddress()
        ? new InetSocketAddress(
            InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), address.getPort())
        : address;
  }
}
