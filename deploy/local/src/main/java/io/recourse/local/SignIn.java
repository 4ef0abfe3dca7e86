package io.recourse.local;

import java.util.Map;

/** How the first admin gets in. */
record SignIn(String username, String email, String password, boolean chosen) {

    /** From the environment; a password nobody has chosen is random and stays the same from run to run. */
    static SignIn ofAdmin(DataDirectory data) {
        Map<String, String> environment = System.getenv();
        String chosen = environment.getOrDefault("RECOURSE_ADMIN_PASSWORD", "");
        return new SignIn(
                environment.getOrDefault("RECOURSE_ADMIN_USERNAME", "admin"),
                environment.getOrDefault("RECOURSE_ADMIN_EMAIL", "admin@localhost.localdomain"),
                chosen.isEmpty() ? data.secret("admin-password", 16) : chosen,
                !chosen.isEmpty());
    }

    /** Without a password that the person knows already and others on the terminal should not. */
    String forTerminal() {
        return username + " / " + (chosen ? "(the password in RECOURSE_ADMIN_PASSWORD)" : password);
    }
}
