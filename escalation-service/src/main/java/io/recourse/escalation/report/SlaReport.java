package io.recourse.escalation.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the promises to the complaints of one priority were kept. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "SlaReport")
public record SlaReport(
        @Schema(description = "Complaints that were resolved or closed, and no promise was broken")
        long met,

        @Schema(description = "Complaints that were escalated by the clock, or answered too late; ended or not")
        long breached,

        @Schema(description = "Seconds on hold, of all complaints together")
        long pausedSeconds,

        @Schema(description = "From filing to the first public answer of staff")
        Percentiles firstResponse,

        @Schema(description = "From filing to the resolution")
        Percentiles resolution) {

    /** What is reported when there is no complaint. */
    static final SlaReport EMPTY =
            new SlaReport(0, 0, 0, new Percentiles(null, null, null), new Percentiles(null, null, null));

    /** Whole seconds that half, nine tenths, and ninety-nine hundredths of the complaints did not exceed. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "Percentiles")
    public record Percentiles(
            @Schema(nullable = true) Long p50,
            @Schema(nullable = true) Long p90,
            @Schema(nullable = true) Long p99) {

        static Percentiles of(Long[] values) {
            return values == null
                    ? new Percentiles(null, null, null)
                    : new Percentiles(values[0], values[1], values[2]);
        }
    }
}
