namespace Router.Api.Sinks;

/// <summary>What templates make of a sample incident.</summary>
/// <param name="Format">plain, mrkdwn or html.</param>
/// <param name="Title">The title; null without a template, or with a wrong one.</param>
/// <param name="Body">The body; null without a template, or with a wrong one.</param>
/// <param name="Problems">What is wrong; empty when nothing is.</param>
internal sealed record TemplatePreview(string Format, string? Title, string? Body, IReadOnlyList<TemplateProblem> Problems);
