package io.recourse.platform.trace;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.MDC;

/**
 * The W3C trace that work belongs to: from a request through outbox and topics to whatever follows from it in other
 * services. It goes along, and its id into the log, whether or not spans are recorded and sent to a collector.
 */
@ApplicationScoped
public class Traces {

    /** Name of the header in HTTP and Kafka. */
    public static final String HEADER = "traceparent";

    /** The field of the log that OpenTelemetry fills, too. */
    private static final String TRACE_ID = "traceId";

    private static final Pattern W3C_TRACEPARENT =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int TRACE_ID_BEGINS = 3;
    private static final int TRACE_ID_ENDS = 35;
    private static final int SPAN_ID_BEGINS = 36;
    private static final int SPAN_ID_ENDS = 52;
    private static final int FLAGS_BEGIN = 53;

    private final Tracer tracer;
    private final boolean recorded;

    @Inject
    Traces(Tracer tracer, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean disabled) {
        this.tracer = tracer;
        this.recorded = !disabled;
    }

    /**
     * The trace of the work under way.
     *
     * @return a W3C traceparent; where the work was begun by no request or message a new one, or null if spans are
     *     recorded: then the first of them begins the trace
     */
    public String current() {
        SpanContext span = Span.current().getSpanContext();
        if (span.isValid()) {
            return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                    + span.getTraceFlags().asHex();
        }
        if (MDC.get(HEADER) instanceof String known) {
            return known;
        }
        return recorded ? null : newTraceparent();
    }

    /** Whether spans are recorded, of some traces at least. */
    public boolean areRecorded() {
        return recorded;
    }

    /**
     * Has the work of a request belong to its trace.
     *
     * @param traceparent as the caller gave it; a new trace begins when it is null or none
     */
    public void begin(String traceparent) {
        enter(isTraceparent(traceparent) ? traceparent : newTraceparent());
    }

    /**
     * Has the work of a message belong to its trace, in the Vert.x context that the message has for itself.
     *
     * @param traceparent of the message; nothing happens when it is null or none
     */
    public void resume(String traceparent) {
        if (isTraceparent(traceparent)) {
            if (recorded && !Span.current().getSpanContext().isValid()) {
                context(traceparent).makeCurrent();
            }
            enter(traceparent);
        }
    }

    /**
     * Records work that no library records, if spans are recorded.
     *
     * @param name        what is done, the same for all that do it
     * @param traceparent the trace that it belongs to, null for one of its own
     * @param work        of a failure only the class is recorded: messages may have personal data
     */
    public <T> Uni<T> span(String name, String traceparent, Supplier<Uni<T>> work) {
        if (!recorded) {
            return work.get();
        }
        return Uni.createFrom().deferred(() -> {
            Span span = tracer.spanBuilder(name)
                    .setSpanKind(SpanKind.CLIENT)
                    .setParent(context(traceparent))
                    .startSpan();
            return work.get().onTermination().invoke((item, failure, cancelled) -> {
                if (failure != null) {
                    span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
                }
                span.end();
            });
        });
    }

    /** What a library has to be given for its spans to belong to a trace; null makes them begin one. */
    public Context context(String traceparent) {
        if (!isTraceparent(traceparent)) {
            return Context.root();
        }
        return Context.root()
                .with(Span.wrap(SpanContext.createFromRemoteParent(
                        traceparent.substring(TRACE_ID_BEGINS, TRACE_ID_ENDS),
                        traceparent.substring(SPAN_ID_BEGINS, SPAN_ID_ENDS),
                        TraceFlags.fromHex(traceparent, FLAGS_BEGIN),
                        TraceState.getDefault())));
    }

    /** What OpenTelemetry knows of the work already is not replaced. */
    private static void enter(String traceparent) {
        MDC.put(HEADER, traceparent);
        if (!Span.current().getSpanContext().isValid()) {
            MDC.put(TRACE_ID, traceparent.substring(TRACE_ID_BEGINS, TRACE_ID_ENDS));
        }
    }

    private static boolean isTraceparent(String text) {
        return text != null && W3C_TRACEPARENT.matcher(text).matches();
    }

    private static String newTraceparent() {
        var random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return "00-" + hex.toHexDigits(random.nextLong() | 1) + hex.toHexDigits(random.nextLong()) + "-"
                + hex.toHexDigits(random.nextLong() | 1) + "-00";
    }
}
