// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import io.github.canner.CanException;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Profile;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Repository;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.apache.maven.settings.crypto.DefaultSettingsDecrypter;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;
import org.jspecify.annotations.Nullable;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;
import org.sonatype.plexus.components.cipher.PlexusCipherException;
import org.sonatype.plexus.components.sec.dispatcher.DefaultSecDispatcher;

/**
 * What the user's and the installation's {@code settings.xml} say of where to fetch from: local
 * repository, mirrors, proxies, passwords, repositories of active profiles, and whether to stay
 * offline.
 */
final class MavenSettings {
  private static final String CENTRAL = "https://repo.maven.apache.org/maven2";

  private final Settings settings;
  private final Path localRepository;

  private MavenSettings(Settings settings, Path localRepository) {
    this.settings = settings;
    this.localRepository = localRepository;
  }

  /** The settings that Maven itself would use for this user on this machine. */
  static MavenSettings ofUser() {
    Path home = Path.of(System.getProperty("user.home", "."), ".m2");
    @Nullable String maven = System.getenv("MAVEN_HOME");
    return read(
        home.resolve("settings.xml"),
        maven == null ? null : Path.of(maven, "conf", "settings.xml"),
        home.resolve("repository"));
  }

  /**
   * The settings of these files, which need not exist.
   *
   * @param repository the local repository if they name none
   * @throws CanException if a file is not in order
   */
  static MavenSettings read(Path user, @Nullable Path installation, Path repository) {
    Properties properties = new Properties();
    System.getenv().forEach((name, value) -> properties.setProperty("env." + name, value));
    properties.putAll(System.getProperties());
    DefaultSettingsBuildingRequest request =
        new DefaultSettingsBuildingRequest()
            .setUserSettingsFile(user.toFile())
            .setSystemProperties(properties);
    if (installation != null) {
      request.setGlobalSettingsFile(installation.toFile());
    }
    try {
      Settings settings =
          new DefaultSettingsBuilderFactory().newInstance().build(request).getEffectiveSettings();
      String named = System.getProperty("maven.repo.local", settings.getLocalRepository());
      return new MavenSettings(decrypted(settings), named == null ? repository : Path.of(named));
    } catch (SettingsBuildingException | PlexusCipherException e) {
      throw new CanException("Maven's settings cannot be read: " + e.getMessage(), e);
    }
  }

  private static Settings decrypted(Settings settings) throws PlexusCipherException {
    File security = new File(System.getProperty("user.home", "."), ".m2/settings-security.xml");
    DefaultSecDispatcher dispatcher =
        new DefaultSecDispatcher(
            new DefaultPlexusCipher(),
            Map.of(),
            System.getProperty("settings.security", security.toString()));
    SettingsDecryptionResult result =
        new DefaultSettingsDecrypter(dispatcher)
            .decrypt(new DefaultSettingsDecryptionRequest(settings));
    settings.setServers(result.getServers());
    settings.setProxies(result.getProxies());
    return settings;
  }

  /** A session for this system; checksums that do not match are failures. */
  DefaultRepositorySystemSession session(RepositorySystem system) {
    DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
    session.setLocalRepositoryManager(
        system.newLocalRepositoryManager(session, new LocalRepository(localRepository.toFile())));
    session.setOffline(settings.isOffline());
    session.setChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_FAIL);
    DefaultMirrorSelector mirrors = new DefaultMirrorSelector();
    for (Mirror mirror : settings.getMirrors()) {
      mirrors.add(
          mirror.getId(),
          mirror.getUrl(),
          mirror.getLayout(),
          false,
          mirror.isBlocked(),
          mirror.getMirrorOf(),
          mirror.getMirrorOfLayouts());
    }
    session.setMirrorSelector(mirrors);
    DefaultProxySelector proxies = new DefaultProxySelector();
    for (Proxy proxy : settings.getProxies()) {
      if (proxy.isActive()) {
        AuthenticationBuilder login =
            new AuthenticationBuilder()
                .addUsername(proxy.getUsername())
                .addPassword(proxy.getPassword());
        proxies.add(
            new org.eclipse.aether.repository.Proxy(
                proxy.getProtocol(), proxy.getHost(), proxy.getPort(), login.build()),
            proxy.getNonProxyHosts());
      }
    }
    session.setProxySelector(proxies);
    DefaultAuthenticationSelector logins = new DefaultAuthenticationSelector();
    for (Server server : settings.getServers()) {
      AuthenticationBuilder login =
          new AuthenticationBuilder()
              .addUsername(server.getUsername())
              .addPassword(server.getPassword());
      if (server.getPrivateKey() != null) {
        login.addPrivateKey(server.getPrivateKey(), server.getPassphrase());
      }
      logins.add(server.getId(), login.build());
    }
    session.setAuthenticationSelector(logins);
    return session;
  }

  /** Maven Central and what active profiles add. */
  List<RemoteRepository> repositories() {
    Map<String, String> urls = new LinkedHashMap<>();
    for (Profile profile : settings.getProfiles()) {
      boolean active =
          settings.getActiveProfiles().contains(profile.getId())
              || profile.getActivation() != null && profile.getActivation().isActiveByDefault();
      if (active) {
        for (Repository repository : profile.getRepositories()) {
          urls.put(repository.getId(), repository.getUrl());
        }
      }
    }
    urls.putIfAbsent("central", CENTRAL);
    List<RemoteRepository> repositories = new ArrayList<>();
    urls.forEach(
        (id, url) -> repositories.add(new RemoteRepository.Builder(id, "default", url).build()));
    return repositories;
  }
}
