using System.Text.Json.Serialization;

namespace Router.Api.Sinks;

/// <summary>The body of <c>POST sinks/preview</c>: templates as they stand under a sink's <c>templates</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TemplatePreviewBody
{
    /// <summary>The sink's type: it decides how values are escaped.</summary>
    public string? Type { get; init; }

    /// <summary>The title's template.</summary>
    public string? Title { get; init; }

    /// <summary>The body's template.</summary>
    public string? Body { get; init; }

    /// <summary>What the sample notification says: triggered (default), escalated, updated, acknowledged, resolved or reopened.</summary>
    public string? Event { get; init; }
}
