namespace Router.Domain.Templates;

/// <summary>A sink's own title and body.</summary>
/// <param name="Title">Takes the place of the title; null keeps it. What happened is said beside it still, so a resolve is always told apart.</param>
/// <param name="Body">Takes the place of the summary and the list of issues; null keeps them.</param>
public sealed record SinkTemplates(SinkTemplate? Title, SinkTemplate? Body);
