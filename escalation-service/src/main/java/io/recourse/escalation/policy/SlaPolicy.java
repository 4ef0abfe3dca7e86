package io.recourse.escalation.policy;

import java.time.Duration;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import io.recourse.escalation.event.Priority;

/** The policy of a priority: its terms, and a version that grows with every change of them. */
@Entity
@Table(name = "sla_policy")
public class SlaPolicy {

    @Id
    private String priority;

    @Column(name = "acknowledge_after")
    @Convert(converter = DurationText.class)
    private Duration acknowledgeAfter;

    @Column(name = "escalate_after")
    @Convert(converter = DurationText.class)
    private Duration escalateAfter;

    @Column(name = "first_response_within")
    @Convert(converter = DurationText.class)
    private Duration firstResponseWithin;

    private String calendar;

    @Column(name = "auto_resolve_mode")
    private String autoResolveMode;

    @Column(name = "auto_resolve_after")
    @Convert(converter = DurationText.class)
    private Duration autoResolveAfter;

    @Version
    private long version;

    protected SlaPolicy() {}

    public Priority priority() {
        return Priority.fromString(priority);
    }

    public Terms terms() {
        return new Terms(
                acknowledgeAfter,
                escalateAfter,
                firstResponseWithin,
                calendar,
                new AutoResolve(AutoResolve.Mode.fromString(autoResolveMode), autoResolveAfter));
    }

    /** Promises something else from now on; running clocks are counted anew from their own start. */
    public void replaceTerms(Terms terms) {
        acknowledgeAfter = terms.acknowledgeAfter();
        escalateAfter = terms.escalateAfter();
        firstResponseWithin = terms.firstResponseWithin();
        calendar = terms.calendar();
        autoResolveMode = terms.autoResolve().mode().toString();
        autoResolveAfter = terms.autoResolve().after();
    }

    public long version() {
        return version;
    }
}
