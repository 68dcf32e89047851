// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustodyTest {
  private final List<String> closed = new ArrayList<>();

  @Test
  void closes_the_last_first_when_something_fails() {
    assertThatThrownBy(() -> open(true)).hasMessage("damaged");
    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void leaves_open_what_was_handed_on() {
    assertThat(open(false)).isEqualTo("first and second");
    assertThat(closed).isEmpty();
  }

  private String open(boolean failing) {
    try (Custody custody = new Custody()) {
      String first = custody.take("first", closed::add);
      String second = custody.take("second", closed::add);
      if (failing) {
        throw new IllegalStateException("damaged");
      }
      return custody.handOn(first + " and " + second);
    }
  }
}
