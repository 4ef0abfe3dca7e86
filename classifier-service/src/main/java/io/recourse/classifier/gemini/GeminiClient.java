package io.recourse.classifier.gemini;

import java.net.URI;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.recourse.classifier.detail.DetailConfig;
import io.recourse.classifier.detail.OneLine;
import io.recourse.classifier.label.ComplaintText;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestResponse;

/** One HTTP request to Gemini and its answer. Whatever goes wrong comes out as a {@link GeminiException}. */
@ApplicationScoped
class GeminiClient {

    /** Of English and the like a token has some four bytes; three make the estimate a high one. */
    private static final int BYTES_A_TOKEN = 3;

    /** In some scripts, a character takes two tokens. */
    private static final int TOKENS_OF_SUMMARY = 2 * OneLine.LONGEST;

    private final ObjectMapper mapper;
    private final GeminiConfig config;
    private final Clock clock;
    private final GeminiApi api;
    private final DetailConfig details;
    private final AnswerReader reader;
    private final String instructions;

    @Inject
    GeminiClient(GeminiConfig config, DetailConfig details, Clock clock, ObjectMapper mapper) {
        this.config = config;
        this.details = details;
        this.reader = new AnswerReader(details);
        this.instructions = Instructions.read(details);
        this.clock = clock;
        this.mapper = mapper;
        this.api = QuarkusRestClientBuilder.newBuilder()
                .baseUri(config.baseUrl().orElse(URI.create(GeminiConfig.DEFAULT_BASE_URL)))
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(config.timeLimit().toMillis(), TimeUnit.MILLISECONDS)
                .disableDefaultMapper(true)
                .httpClientOptionsCustomizer(options -> options.setMaxPoolSize(config.callsAtOnce()))
                .httpClientRequestCustomizer(
                        new AnswerLimit(config.answerLimit().asLongValue()))
                .build(GeminiApi.class);
    }

    /** The name of the model that is asked. */
    String model() {
        return config.model().map(name -> name.replaceFirst("^models/", "")).orElse(GeminiConfig.DEFAULT_MODEL);
    }

    /** Makes the request for a text, which must be masked. */
    GenerateContent request(ComplaintText text) {
        return GenerateContent.of(instructions, json(text), details, maxOutputTokens());
    }

    /** How many tokens a request will take at most, about. */
    long estimate(GenerateContent request) {
        long bytes = 0;
        for (GenerateContent.Content content : new GenerateContent.Content[] {
            request.systemInstruction(), request.contents().getFirst()
        }) {
            bytes += content.parts().getFirst().text().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        }
        return bytes / BYTES_A_TOKEN + maxOutputTokens();
    }

    private int maxOutputTokens() {
        return config.maxOutputTokens() + (details.summary() ? TOKENS_OF_SUMMARY : 0);
    }

    /** Sends a request; cancelling closes the connection. */
    Uni<GeminiAnswer> send(GenerateContent request) {
        return Uni.createFrom()
                .deferred(
                        () -> api.generateContent(config.apiKey().orElseThrow().strip(), model(), request))
                .onFailure()
                .transform(GeminiClient::asTrouble)
                .map(this::read);
    }

    private GeminiAnswer read(RestResponse<byte[]> response) {
        boolean hasEntity = response.getStatus() == Response.Status.OK.getStatusCode();
        return reader.read(
                response.getStatus(),
                RetryAfter.read(response.getHeaderString(HttpHeaders.RETRY_AFTER), clock.instant())
                        .orElse(null),
                hasEntity ? response.getEntity() : null);
    }

    private static GeminiException asTrouble(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof GeminiException known) {
                return known;
            }
        }
        return GeminiException.of(Trouble.NO_CONNECTION);
    }

    private String json(ComplaintText text) {
        try {
            return mapper.writeValueAsString(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("two texts can be written as JSON", impossible);
        }
    }
}
