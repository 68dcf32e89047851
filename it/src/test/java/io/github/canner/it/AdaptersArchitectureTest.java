// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules that hold across modules; each module but this one is on the class path whole. */
class AdaptersArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("io.github.canner");

  private static final String OPENNLP = "io.github.canner.opennlp..";
  private static final String CORENLP = "io.github.canner.corenlp..";
  private static final String TESTS = "io.github.canner.it..";

  @Test
  void the_adapter_of_opennlp_does_not_know_that_of_corenlp() {
    noClasses()
        .that()
        .resideInAPackage(OPENNLP)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CORENLP)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void the_adapter_of_corenlp_does_not_know_that_of_opennlp() {
    noClasses()
        .that()
        .resideInAPackage(CORENLP)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(OPENNLP, "opennlp..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void the_model_knows_no_adapter() {
    noClasses()
        .that()
        .resideOutsideOfPackages(OPENNLP, CORENLP, TESTS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(OPENNLP, CORENLP)
        .check(CLASSES);
  }

  @Test
  void no_class_under_apache_licence_knows_corenlp() {
    noClasses()
        .that()
        .resideOutsideOfPackages(CORENLP, TESTS)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("edu.stanford..")
        .check(CLASSES);
  }

  @Test
  void packages_form_no_circle() {
    slices().matching("io.github.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void adapters_do_not_write_to_the_console() {
    noClasses()
        .that()
        .resideInAnyPackage(OPENNLP, CORENLP)
        .should(ACCESS_STANDARD_STREAMS)
        .allowEmptyShould(true)
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
}
