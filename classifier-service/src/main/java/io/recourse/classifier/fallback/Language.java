package io.recourse.classifier.fallback;

import java.util.Locale;
import java.util.Optional;

/** The languages that the local model tells from each other. */
public enum Language {
    DE,
    EN,
    ES,
    FR,
    /** In Devanagari and in Latin letters. */
    HI,
    PT,
    TR,
    /** Any other one: it is learned from examples, so that those languages are not taken for one of the above. */
    OTHER;

    /** The language with a code of ISO 639-1; {@link #OTHER} for every code that has no value of its own. */
    public static Language ofCode(String code) {
        for (Language language : values()) {
            if (language.name().toLowerCase(Locale.ROOT).equals(code)) {
                return language;
            }
        }
        return OTHER;
    }

    /** The code (BCP 47), for instance {@code pt}; empty for {@link #OTHER}. */
    public Optional<String> code() {
        return this == OTHER ? Optional.empty() : Optional.of(name().toLowerCase(Locale.ROOT));
    }
}
