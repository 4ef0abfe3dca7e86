package io.recourse.classifier.gemini;

import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.LowerCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.recourse.classifier.label.Category;
import io.recourse.classifier.label.Priority;

/**
 * A request to Gemini, as its API wants it. The text of the complaint is data in it, never an instruction, and the
 * schema leaves room for nothing but the two labels.
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

    record Schema(String type, LabelSchemas properties, List<String> required) {}

    record LabelSchemas(EnumSchema category, EnumSchema priority) {}

    record EnumSchema(String type, @JsonProperty("enum") List<String> values) {

        static EnumSchema of(Object... values) {
            return new EnumSchema(
                    "STRING", Arrays.stream(values).map(Object::toString).toList());
        }
    }

    private static final Schema TWO_LABELS = new Schema(
            "OBJECT",
            new LabelSchemas(EnumSchema.of((Object[]) Category.values()), EnumSchema.of((Object[]) Priority.values())),
            List.of("category", "priority"));

    /**
     * Makes a request.
     *
     * @param instructions what to do with the data
     * @param data         the complaint as JSON
     */
    static GenerateContent of(String instructions, String data, int maxOutputTokens) {
        return new GenerateContent(
                new Content(null, List.of(new Part(instructions))),
                List.of(new Content("user", List.of(new Part(data)))),
                new GenerationConfig("application/json", TWO_LABELS, maxOutputTokens, new ThinkingConfig("minimal")));
    }

    @Override
    public String toString() {
        return "GenerateContent";
    }
}
