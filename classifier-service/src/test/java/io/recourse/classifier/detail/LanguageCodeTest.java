package io.recourse.classifier.detail;

import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class LanguageCodeTest {

    @ParameterizedTest
    @CsvSource({
        "en, en",
        "EN, en",
        "' pt ', pt",
        "pt-BR, pt",
        "zh_Hant, zh-Hant",
        "zh-hant-TW, zh-Hant",
        "hi-Latn, hi-Latn"
    })
    void readsCodesInTheirUsualSpelling(String text, String code) {
        assertEquals(Optional.of(code), LanguageCode.read(text));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "und", "xx", "English", "en\nde", "<b>", "e", "en-", "en; drop table", "en-x-" + "private"})
    void passesOverWhatIsNoLanguage(String text) {
        assertEquals(Optional.empty(), LanguageCode.read(text));
    }
}
