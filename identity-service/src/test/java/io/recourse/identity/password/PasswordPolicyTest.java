package io.recourse.identity.password;

import io.recourse.platform.problem.InvalidInputException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PasswordPolicyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "12345678",
                "PASSWORD1",
                "qwertyuiop",
                "changeme",
                "18051978",
                "letmein123",
                "Letmein2026!",
                "Password123!",
                "Ada.Lovelace",
                "ada@example.com"
            })
    void refusesWhatIsGuessedFirst(String password) {
        assertThatThrownBy(() -> check(password)).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "staple-battery-horse",
                "ada.lovelace1815!",
                "password 715 291 803",
                "k4-letmein123",
                "# The 10,000 most common"
            })
    void acceptsOthers(String password) {
        assertThatCode(() -> check(password)).doesNotThrowAnyException();
    }

    private static void check(String password) {
        PasswordPolicy.check("password", password, "ada.lovelace", "ada@example.com");
    }
}
