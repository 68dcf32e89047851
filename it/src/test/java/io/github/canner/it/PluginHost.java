// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import java.io.File;
import java.lang.reflect.Method;
import java.net.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A server that loads its plug-ins with class loaders of their own, and whose threads know nothing
 * of these. It has no network.
 */
final class PluginHost {
  private PluginHost() {}

  public static void main(String[] arguments) throws Exception {
    URL.setURLStreamHandlerFactory(NoNetwork::of);
    List<URL> jars = new ArrayList<>();
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
      jars.add(Path.of(path).toUri().toURL());
    }
    ClassLoader server = ClassLoader.getPlatformClassLoader();
    Thread.currentThread().setContextClassLoader(server);
    try (URLClassLoader plugin = new URLClassLoader(jars.toArray(URL[]::new), server)) {
      Method main =
          Class.forName(NameFinderHost.class.getName(), true, plugin)
              .getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) arguments);
    }
  }

  private static final class NoNetwork extends URLStreamHandler {
    static URLStreamHandler of(String protocol) {
      return Set.of("http", "https").contains(protocol) ? new NoNetwork() : null;
    }

    @Override
    protected URLConnection openConnection(URL url) {
      throw new IllegalStateException("asked the network for " + url);
    }

    @Override
    protected URLConnection openConnection(URL url, Proxy proxy) {
      return openConnection(url);
    }
  }
}
