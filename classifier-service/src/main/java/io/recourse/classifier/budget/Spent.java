package io.recourse.classifier.budget;

/**
 * What a day has cost so far.
 *
 * @param requests HTTP requests to Gemini
 * @param tokens   tokens in and out; requests under way are counted with an estimate
 */
public record Spent(long requests, long tokens) {}
