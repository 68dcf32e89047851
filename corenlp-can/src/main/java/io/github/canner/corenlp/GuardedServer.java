// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;

/**
 * A server of the JDK with a {@link RequestGuard} before every handler. It stands before servers of
 * HTTP as well as HTTPS; only the configurator tells them apart.
 */
final class GuardedServer extends HttpsServer {
  private final HttpServer jdk;

  GuardedServer(HttpServer jdk) {
    this.jdk = jdk;
  }

  private static HttpContext guarded(HttpContext context) {
    context.getFilters().add(new RequestGuard());
    return context;
  }

  private HttpsServer https() {
    if (jdk instanceof HttpsServer https) {
      return https;
    }
    throw new IllegalStateException("this server speaks HTTP, expected HTTPS");
  }

  @Override
  public void setHttpsConfigurator(HttpsConfigurator configurator) {
    https().setHttpsConfigurator(configurator);
  }

  @Override
  public HttpsConfigurator getHttpsConfigurator() {
    return https().getHttpsConfigurator();
  }

  @Override
  public HttpContext createContext(String path, HttpHandler handler) {
    return guarded(jdk.createContext(path, handler));
  }

  @Override
  public HttpContext createContext(String path) {
    return guarded(jdk.createContext(path));
  }

  @Override
  public void removeContext(String path) {
    jdk.removeContext(path);
  }

  @Override
  public void removeContext(HttpContext context) {
    jdk.removeContext(context);
  }

  @Override
  public void bind(InetSocketAddress address, int backlog) throws IOException {
    jdk.bind(LoopbackHttpServerProvider.loopback(address), backlog);
  }

  @Override
  public void start() {
    jdk.start();
  }

  @Override
  public void stop(int delay) {
    jdk.stop(delay);
  }

  @Override
  public void setExecutor(Executor executor) {
    jdk.setExecutor(executor);
  }

  @Override
  public Executor getExecutor() {
    return jdk.getExecutor();
  }

  @Override
  public InetSocketAddress getAddress() {
    return jdk.getAddress();
  }
}
