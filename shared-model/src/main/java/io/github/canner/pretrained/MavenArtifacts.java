// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import io.github.canner.CanException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;

/** Jars from Maven repositories, as Maven itself would resolve them. */
final class MavenArtifacts {
  private static final double MEGA = 1e6;
  private static final int TOLD_ABOVE = 1_000_000;
  private static final int PERCENT_STEP = 10;

  private final MavenSettings settings;
  private final Consumer<String> log;

  MavenArtifacts(MavenSettings settings, Consumer<String> log) {
    this.settings = settings;
    this.log = log;
  }

  /**
   * The jar in the local repository, downloaded and checked against its published checksum if it is
   * not there yet.
   *
   * @param coordinates group, artifact and version, divided by colons
   * @throws CanException if no repository has it, or none can be reached
   */
  Path jar(String coordinates) {
    RepositorySystem system = new RepositorySystemSupplier().get();
    try {
      DefaultRepositorySystemSession session = settings.session(system);
      session.setTransferListener(new Progress());
      session.setReadOnly();
      ArtifactRequest request =
          new ArtifactRequest()
              .setArtifact(new DefaultArtifact(coordinates))
              .setRepositories(system.newResolutionRepositories(session, settings.repositories()));
      return system.resolveArtifact(session, request).getArtifact().getFile().toPath();
    } catch (ArtifactResolutionException e) {
      throw new CanException("cannot fetch " + coordinates + ": " + e.getMessage(), e);
    } finally {
      system.shutdown();
    }
  }

  /** Tells of large downloads. */
  private final class Progress extends AbstractTransferListener {
    private int told;

    @Override
    public void transferInitiated(TransferEvent event) {
      told = 0;
    }

    @Override
    public void transferProgressed(TransferEvent event) {
      long length = event.getResource().getContentLength();
      if (length < TOLD_ABOVE) {
        return;
      }
      int percent = (int) (100 * event.getTransferredBytes() / length);
      if (percent >= told + PERCENT_STEP) {
        told = percent / PERCENT_STEP * PERCENT_STEP;
        log.accept(
            String.format(
                Locale.ROOT,
                "downloading %s from %s: %d %% of %.0f MB",
                event.getResource().getFile() == null
                    ? event.getResource().getResourceName()
                    : event.getResource().getFile().getName().replaceFirst("\\.[0-9]+\\.tmp$", ""),
                event.getResource().getRepositoryId(),
                told,
                length / MEGA));
      }
    }
  }
}
