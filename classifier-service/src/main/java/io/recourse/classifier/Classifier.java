package io.recourse.classifier;

import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.cache.Cache;
import io.quarkus.cache.CacheName;
import io.recourse.classifier.Classification.Details;
import io.recourse.classifier.detail.DetailConfig;
import io.recourse.classifier.detail.OneLine;
import io.recourse.classifier.fallback.LocalModel;
import io.recourse.classifier.gemini.Gemini;
import io.recourse.classifier.gemini.GeminiAnswer;
import io.recourse.classifier.gemini.GeminiException;
import io.recourse.classifier.label.ComplaintText;
import io.recourse.classifier.label.Confidence;
import io.recourse.classifier.label.Labels;
import io.recourse.classifier.label.Source;
import io.recourse.classifier.usage.UsageCounts;
import io.recourse.platform.async.SharedWork;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/** Suggests category and priority: with Gemini, and with the local model whenever there is no answer of Gemini's. */
@ApplicationScoped
public class Classifier {

    private static final Logger LOG = Logger.getLogger(Classifier.class);

    /** The name of the cache, for its settings. */
    static final String CACHE = "gemini-answers";

    /** Two models that know nothing of each other found the same. */
    private static final double SURE = 0.95;

    /** Gemini stands alone; it is the better model of the two, so it is trusted. */
    private static final double LIKELY = 0.8;

    private final Gemini gemini;
    private final LocalModel localModel;
    private final Cache answers;
    private final UsageCounts usage;
    private final DetailConfig wanted;

    @Inject
    Classifier(
            Gemini gemini,
            LocalModel localModel,
            @CacheName(CACHE) Cache answers,
            UsageCounts usage,
            DetailConfig wanted) {
        this.gemini = gemini;
        this.localModel = localModel;
        this.answers = answers;
        this.usage = usage;
        this.wanted = wanted;
    }

    /**
     * Suggests labels for a text.
     *
     * @return within five seconds, and never a failure
     */
    public Uni<Classification> classify(ComplaintText text) {
        if (!gemini.isConfigured()) {
            return Uni.createFrom().item(() -> classifyLocally(text));
        }
        Labels local = localModel.classify(text);
        return SharedWork.apart(Uni.createFrom().deferred(() -> askOnce(Gemini.masked(text))))
                .map(answer -> Classification.of(
                        labels(answer, local),
                        Source.GEMINI,
                        gemini.model(),
                        details(text, answer.summary(), answer.language())))
                .onFailure(failure -> !(failure instanceof GeminiException))
                .invoke(bug -> LOG.errorf("Gemini could not be asked: %s", bug.getClass()))
                .onFailure()
                .recoverWithItem(() -> fallback(text, local));
    }

    /** Suggests labels for a text without Gemini. */
    public Classification classifyLocally(ComplaintText text) {
        return fallback(text, localModel.classify(text));
    }

    /** Identical texts share one answer: those that come while Gemini is at it, too. A failure is not kept. */
    private Uni<GeminiAnswer> askOnce(ComplaintText masked) {
        AtomicBoolean asked = new AtomicBoolean();
        return answers.getAsync(TextKey.of(masked), key -> {
                    asked.set(true);
                    return gemini.ask(masked);
                })
                .invoke(answer -> count(asked.get()));
    }

    private void count(boolean asked) {
        if (asked) {
            usage.classified(Source.GEMINI);
        } else {
            usage.cacheHit(Source.GEMINI);
        }
    }

    private Classification fallback(ComplaintText text, Labels local) {
        usage.classified(Source.FALLBACK);
        return Classification.of(local, Source.FALLBACK, localModel.name(), details(text, null, null));
    }

    /**
     * What is wanted beside the labels; the local model says what Gemini has not said.
     *
     * @param summary  of Gemini's, may be null
     * @param language of Gemini's, may be null
     */
    private Details details(ComplaintText text, String summary, String language) {
        String line = summary;
        if (wanted.summary() && line == null) {
            // Masked as it is for Gemini: a summary is shown in lists, where more people look than into the complaint.
            line = OneLine.of(localModel.keySentence(Gemini.masked(text))).orElse(null);
        }
        Source writer = line == null ? null : summary == null ? Source.FALLBACK : Source.GEMINI;
        String code = wanted.language() && language == null
                ? localModel.language(text).orElse(null)
                : language;
        return new Details(line, writer, code);
    }

    private static Labels labels(GeminiAnswer answer, Labels local) {
        return new Labels(
                answer.category(),
                answer.priority(),
                new Confidence(
                        answer.category() == local.category() ? SURE : LIKELY,
                        answer.priority() == local.priority() ? SURE : LIKELY));
    }
}
