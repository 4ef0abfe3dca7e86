package io.recourse.classifier.gemini;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.recourse.classifier.detail.DetailConfig;
import io.recourse.classifier.detail.LanguageCode;
import io.recourse.classifier.detail.OneLine;
import io.recourse.classifier.label.Category;
import io.recourse.classifier.label.Priority;

/**
 * Takes the two labels out of an answer and refuses everything that is not exactly them. What else was wanted is taken if
 * it can be used: a summary is the only free text that leaves, made fit by {@link OneLine}.
 */
final class AnswerReader {

    /** A reader of its own: Google may add fields, and the API's rules for requests are none of its business. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private static final Set<String> WHOLE = Set.of("", "STOP");

    private final DetailConfig details;

    AnswerReader(DetailConfig details) {
        this.details = details;
    }

    /**
     * Reads an answer.
     *
     * @param retryAfter how long Gemini asks to wait, null when it does not
     * @param body       null when there was none
     * @throws GeminiException for everything but two labels
     */
    GeminiAnswer read(int status, Duration retryAfter, byte[] body) {
        if (status != OK) {
            throw GeminiException.ofStatus(trouble(status), status, retryAfter);
        }
        JsonNode answer = parse(body);
        OptionalLong tokens = tokens(answer.path("usageMetadata"));
        if (!answer.path("promptFeedback").path("blockReason").isMissingNode()) {
            throw GeminiException.ofAnswer(Trouble.REFUSED_TEXT, tokens);
        }
        JsonNode candidate = answer.path("candidates").path(0);
        String finishReason = candidate.path("finishReason").asText("");
        if (!WHOLE.contains(finishReason)) {
            throw GeminiException.ofAnswer(
                    finishReason.equals("MAX_TOKENS") ? Trouble.CUT_SHORT : Trouble.REFUSED_TEXT, tokens);
        }
        return labels(text(candidate), tokens);
    }

    private static Trouble trouble(int status) {
        if (status >= SERVER_ERRORS) {
            return Trouble.SERVER_ERROR;
        }
        return switch (status) {
            case NOT_FOUND -> Trouble.UNKNOWN_MODEL;
            case TOO_MANY_REQUESTS -> Trouble.RATE_LIMITED;
            default -> Trouble.REJECTED;
        };
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode answer = body == null ? null : JSON.readTree(body);
            if (answer != null && answer.isObject()) {
                return answer;
            }
        } catch (IOException notJson) {
            // Answered below; the message of the parser quotes what it read.
        }
        throw GeminiException.ofAnswer(Trouble.UNREADABLE, OptionalLong.empty());
    }

    /** The text of the candidate without the parts in which the model thinks aloud. */
    private static String text(JsonNode candidate) {
        StringBuilder text = new StringBuilder();
        for (JsonNode part : candidate.path("content").path("parts")) {
            if (!part.path("thought").asBoolean(false)) {
                text.append(part.path("text").asText(""));
            }
        }
        return text.toString();
    }

    private GeminiAnswer labels(String text, OptionalLong tokens) {
        try {
            JsonNode labels = JSON.readTree(text);
            return new GeminiAnswer(
                    Category.fromString(labels.path("category").asText("")),
                    Priority.fromString(labels.path("priority").asText("")),
                    details.summary() ? summary(labels.path("summary").textValue()) : null,
                    details.language() ? language(labels.path("language").textValue()) : null,
                    tokens.orElse(-1));
        } catch (IOException | IllegalArgumentException noLabels) {
            throw GeminiException.ofAnswer(Trouble.UNREADABLE, tokens);
        }
    }

    /** Masked again: a model may spell out what was hidden from a mask. */
    private static String summary(String text) {
        return text == null ? null : OneLine.of(PersonalData.mask(text)).orElse(null);
    }

    private static String language(String code) {
        return LanguageCode.read(code).orElse(null);
    }

    private static OptionalLong tokens(JsonNode usage) {
        if (!usage.path("promptTokenCount").canConvertToLong()) {
            return OptionalLong.empty();
        }
        long sum = 0;
        for (String part : new String[] {"promptTokenCount", "candidatesTokenCount", "thoughtsTokenCount"}) {
            sum += Math.max(0, usage.path(part).asLong(0));
        }
        return OptionalLong.of(sum);
    }
}
