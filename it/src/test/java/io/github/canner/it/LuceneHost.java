// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import java.nio.file.Path;
import org.apache.lucene.analysis.opennlp.tools.NLPNERTaggerOp;
import org.apache.lucene.analysis.opennlp.tools.OpenNLPOpsFactory;
import org.apache.lucene.analysis.util.FilesystemResourceLoader;

/** Lucene's name tagger, as Solr sets it up. */
final class LuceneHost {
  private LuceneHost() {}

  public static void main(String[] arguments) throws Exception {
    HostMain.serve(() -> framework(Path.of(arguments[0])));
  }

  private static HostMain.Framework framework(Path bin) throws Exception {
    String name = bin.getFileName().toString();
    OpenNLPOpsFactory.getNERTaggerModel(
        name, new FilesystemResourceLoader(bin.getParent(), LuceneHost.class.getClassLoader()));
    NLPNERTaggerOp tagger = OpenNLPOpsFactory.getNERTagger(name);
    return sentences ->
        sentences.stream()
            .map(tokens -> NameFinderHost.mentions(tagger.getNames(tokens.toArray(String[]::new))))
            .toList();
  }
}
