// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;

/** A server of the JDK for HTTPS with a {@link RequestGuard} before every handler. */
final class GuardedHttpsServer extends HttpsServer {
  private final HttpsServer jdk;

  GuardedHttpsServer(HttpsServer jdk) {
    this.jdk = jdk;
  }

  @Override
  public void setHttpsConfigurator(HttpsConfigurator configurator) {
    jdk.setHttpsConfigurator(configurator);
  }

  @Override
  public HttpsConfigurator getHttpsConfigurator() {
    return jdk.getHttpsConfigurator();
  }

  @Override
  public HttpContext createContext(String path, HttpHandler handler) {
    return GuardedServer.guarded(jdk.createContext(path, handler));
  }

  @Override
  public HttpContext createContext(String path) {
    return GuardedServer.guarded(jdk.createContext(path));
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
