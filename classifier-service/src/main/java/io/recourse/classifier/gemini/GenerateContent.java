package io.recourse.classifier.gemini;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.LowerCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.recourse.classifier.detail.DetailConfig;
import io.recourse.classifier.label.Category;
import io.recourse.classifier.label.Priority;

/**
 * A request to Gemini, as its API wants it. The text of the complaint is data in it, never an instruction, and the
 * schema leaves room for nothing but the two labels, and for a summary and a language where those are wanted.
 */
@JsonNaming(LowerCamelCaseStrategy.class)
record GenerateContent(Content systemInstruction, List<Content> contents, GenerationConfig generationConfig) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Content(String role, List<Part> parts) {}

    record Part(String text) {}

    @JsonNaming(LowerCamelCaseStrategy.class)
    record GenerationConfig(
            String responseMimeType, Schema responseSchema, int maxOutputTokens, ThinkingConfig thinkingConfig) {}

    @JsonNaming(LowerCamelCaseStrategy.class)
    record ThinkingConfig(String thinkingLevel) {}

    record Schema(String type, Map<String, TextSchema> properties, List<String> required) {

        static Schema of(DetailConfig details) {
            Map<String, TextSchema> properties = new LinkedHashMap<>();
            properties.put("category", TextSchema.oneOf((Object[]) Category.values()));
            properties.put("priority", TextSchema.oneOf((Object[]) Priority.values()));
            if (details.summary()) {
                properties.put("summary", TextSchema.ANY);
            }
            if (details.language()) {
                properties.put("language", TextSchema.ANY);
            }
            return new Schema("OBJECT", properties, List.copyOf(properties.keySet()));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TextSchema(String type, @JsonProperty("enum") List<String> values) {

        static final TextSchema ANY = new TextSchema("STRING", null);

        static TextSchema oneOf(Object... values) {
            return new TextSchema(
                    "STRING", Arrays.stream(values).map(Object::toString).toList());
        }
    }

    /**
     * Makes a request.
     *
     * @param instructions what to do with the data
     * @param data         the complaint as JSON
     * @param details      what is wanted beside the labels
     */
    static GenerateContent of(String instructions, String data, DetailConfig details, int maxOutputTokens) {
        return new GenerateContent(
                new Content(null, List.of(new Part(instructions))),
                List.of(new Content("user", List.of(new Part(data)))),
                new GenerationConfig(
                        "application/json", Schema.of(details), maxOutputTokens, new ThinkingConfig("minimal")));
    }

    @Override
    public String toString() {
        return "GenerateContent";
    }
}
