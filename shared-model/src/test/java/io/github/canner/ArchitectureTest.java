// SPDX-License-Identifier: Apache-2.0
package io.github.canner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.github.canner.nn.PyTorch;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("io.github.canner");

  private static final String ROOT = "io.github.canner";

  /** From the bottom to the top: a package may use those before it. */
  private static final List<String> LAYERS =
      Stream.of(
              "corpus",
              "text",
              "evaluate",
              "nn",
              "bundle",
              "train",
              "pretrained",
              "translate",
              "english",
              "transfer",
              "tag",
              "diagnose",
              "experiment",
              "cli")
          .map(name -> ROOT + "." + name + "..")
          .toList();

  @Test
  void every_class_is_in_a_known_package() {
    classes().should().resideInAnyPackage(packages(ROOT, LAYERS)).check(CLASSES);
  }

  @Test
  void a_package_uses_only_those_below_it() {
    noClasses()
        .that()
        .resideInAPackage(ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(LAYERS.toArray(String[]::new))
        .check(CLASSES);
    for (int i = 0; i < LAYERS.size() - 1; i++) {
      noClasses()
          .that()
          .resideInAPackage(LAYERS.get(i))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(LAYERS.subList(i + 1, LAYERS.size()).toArray(String[]::new))
          .allowEmptyShould(true)
          .check(CLASSES);
    }
  }

  @Test
  void packages_form_no_circle() {
    slices().matching("io.github.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void reading_scoring_and_storing_need_no_engine() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT, ROOT + ".corpus..", ROOT + ".text..", ROOT + ".evaluate..", ROOT + ".bundle..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(CLASSES);
  }

  @Test
  void the_engine_is_loaded_in_one_place() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(PyTorch.class.getName())
        .and()
        .doNotHaveFullyQualifiedName(PyTorch.class.getName() + "$Holder")
        .should()
        .callMethodWhere(isOneOf(Engine.class, "getEngine", "getInstance"))
        .orShould()
        .callMethodWhere(isOneOf(NDManager.class, "newBaseManager"))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaMethodCall> isOneOf(Class<?> owner, String... names) {
    return DescribedPredicate.describe(
        owner.getSimpleName() + " " + List.of(names),
        call ->
            call.getTargetOwner().isEquivalentTo(owner) && List.of(names).contains(call.getName()));
  }

  @Test
  void no_host_is_known() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("edu.stanford..", "opennlp..", "org.apache.opennlp..")
        .check(CLASSES);
  }

  @Test
  void only_the_command_writes_to_the_console() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".cli..")
        .should(ACCESS_STANDARD_STREAMS)
        .check(CLASSES);
  }

  @Test
  void exceptions_say_what_they_are() {
    noClasses().should(THROW_GENERIC_EXCEPTIONS).check(CLASSES);
  }

  @Test
  void every_package_is_null_marked() {
    classes().should(beInANullMarkedPackage()).check(CLASSES);
  }

  private static ArchCondition<JavaClass> beInANullMarkedPackage() {
    return new ArchCondition<>("be in a package whose package-info.java says @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
          events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " is not"));
        }
      }
    };
  }

  private static String[] packages(String root, List<String> layers) {
    return Stream.concat(Stream.of(root), layers.stream()).toArray(String[]::new);
  }
}
