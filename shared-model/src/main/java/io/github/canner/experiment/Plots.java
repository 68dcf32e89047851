// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.corpus.AtomicFiles;
import io.github.canner.evaluate.PairedBootstrap.Comparison;
import java.awt.Color;
import java.awt.Dimension;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.colors.ColorBlindFriendlySeriesColors;
import org.w3c.dom.Document;

/** The rows of an experiment as plots, each as PNG and SVG. */
final class Plots {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 560;

  /** So few labels are shown in any case; of more, XChart leaves some out unless told. */
  private static final int LABELS_SHOWN = 4;

  private static final String SVG = "http://www.w3.org/2000/svg";

  private Plots() {}

  /**
   * Writes the plots of each language and encoder, and of the mean over languages where there is
   * one.
   *
   * @return the files
   */
  static List<Path> write(Summary summary, Path folder) {
    List<Path> files = new ArrayList<>();
    for (String language : summary.groups()) {
      for (WordEncoder encoder : summary.encoders(language)) {
        String name = language + "-" + encoder;
        files.addAll(
            write(learningCurve(summary, language, encoder), folder, "learning-curve-" + name));
        Optional<CategoryChart> gains = gains(summary, language, encoder);
        if (gains.isPresent()) {
          files.addAll(write(gains.get(), folder, "gain-" + name));
        }
      }
    }
    return files;
  }

  /** F1 over the number of training sentences, a line for each arm. */
  private static CategoryChart learningCurve(
      Summary summary, String language, WordEncoder encoder) {
    CategoryChart chart =
        chart(
            language
                + ", "
                + encoder
                + ": F1 by training sentences, ± standard deviation over seeds",
            "training sentences",
            "F1 (%)");
    chart.getStyler().setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line);
    chart.getStyler().setOverlapped(true);
    List<Size> sizes = summary.experiment().sizes();
    List<String> labels = sizes.stream().map(Size::toString).toList();
    for (Arm arm : summary.experiment().arms()) {
      List<Optional<Row>> rows =
          sizes.stream().map(size -> summary.row(language, encoder, size, arm.name())).toList();
      add(
          chart,
          arm.name(),
          labels,
          rows.stream().map(row -> row.map(r -> 100 * r.f1().mean()).orElse(null)).toList(),
          rows.stream().map(row -> row.map(r -> 100 * r.f1().sd()).orElse(null)).toList());
    }
    return chart;
  }

  /** The gain of each arm over the baseline, a colour for each size; empty if there is none. */
  private static Optional<CategoryChart> gains(
      Summary summary, String language, WordEncoder encoder) {
    List<String> arms =
        summary.experiment().arms().stream()
            .map(Arm::name)
            .filter(
                arm ->
                    summary.rows().stream()
                        .anyMatch(
                            row ->
                                row.language().equals(language)
                                    && row.encoder().equals(encoder)
                                    && row.arm().equals(arm)
                                    && row.gain() != null))
            .toList();
    if (arms.isEmpty()) {
      return Optional.empty();
    }
    CategoryChart chart =
        chart(
            language
                + ", "
                + encoder
                + ": gain over "
                + Summary.BASELINE
                + ", ± half the width of the 95 % interval",
            "arm",
            "gain in F1 (points)");
    chart.getStyler().setXAxisLabelRotation(45);
    if (arms.size() > LABELS_SHOWN) {
      chart.getStyler().setXAxisMaxLabelCount(arms.size());
    }
    for (Size size : summary.experiment().sizes()) {
      List<@Nullable Comparison> gains = new ArrayList<>();
      for (String arm : arms) {
        gains.add(summary.row(language, encoder, size, arm).map(Row::gain).orElse(null));
      }
      List<@Nullable Double> heights = new ArrayList<>();
      List<@Nullable Double> errors = new ArrayList<>();
      for (Comparison gain : gains) {
        heights.add(gain == null ? null : 100 * gain.difference());
        errors.add(gain == null ? null : 50 * (gain.high() - gain.low()));
      }
      add(chart, size + " sentences", arms, heights, errors);
    }
    return Optional.of(chart);
  }

  private static void add(
      CategoryChart chart,
      String name,
      List<String> labels,
      List<@Nullable Double> values,
      List<@Nullable Double> errors) {
    if (values.stream().anyMatch(Objects::nonNull)) {
      chart.addSeries(name, labels, values, errors);
    }
  }

  private static CategoryChart chart(String title, String x, String y) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setSeriesColors(new ColorBlindFriendlySeriesColors().getSeriesColors());
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setErrorBarsColorSeriesColor(true);
    chart.getStyler().setLocale(Locale.ROOT);
    return chart;
  }

  private static List<Path> write(CategoryChart chart, Path folder, String name) {
    Path png = folder.resolve(name + ".png");
    Path svg = folder.resolve(name + ".svg");
    AtomicFiles.write(png, out -> writePng(chart, out));
    AtomicFiles.write(svg, out -> writeSvg(chart, out));
    return List.of(png, svg);
  }

  private static void writePng(CategoryChart chart, OutputStream out) throws IOException {
    if (!ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", out)) {
      throw new IOException("this Java cannot write PNG");
    }
  }

  private static void writeSvg(CategoryChart chart, OutputStream out) throws IOException {
    SVGGraphics2D graphics = new SVGGraphics2D(emptySvg());
    chart.paint(graphics, WIDTH, HEIGHT);
    graphics.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    graphics.stream(writer, true);
    writer.flush();
  }

  private static Document emptySvg() {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(SVG, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }
}
