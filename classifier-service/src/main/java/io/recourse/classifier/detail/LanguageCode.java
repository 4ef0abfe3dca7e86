package io.recourse.classifier.detail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Codes of languages (BCP 47): the language, and the script where it says something, for instance {@code zh-Hant}. */
public final class LanguageCode {

    private static final Set<String> LANGUAGES =
            Arrays.stream(Locale.getISOLanguages()).collect(Collectors.toUnmodifiableSet());

    private LanguageCode() {}

    /**
     * Reads a code that somebody else wrote.
     *
     * @param text may be anything, null too
     * @return the code in its usual spelling, without a country; empty for what is no language
     */
    public static Optional<String> read(String text) {
        if (text == null || !text.strip().matches("[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}")) {
            return Optional.empty();
        }
        Locale locale = Locale.forLanguageTag(text.strip().replace('_', '-'));
        if (!LANGUAGES.contains(locale.getLanguage())) {
            return Optional.empty();
        }
        String script = locale.getScript();
        return Optional.of(script.isEmpty() ? locale.getLanguage() : locale.getLanguage() + '-' + script);
    }
}
