using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Router.Domain.Configuration;
using Router.Domain.Routing;

namespace Router.Api.Requests;

/// <summary>A config that comes with a request to be tried.</summary>
internal static class DraftConfig
{
    /// <summary>The version of a draft, which has none yet.</summary>
    public const long Version = 0;

    /// <summary>The largest body with a draft in it: its text may double when it is escaped.</summary>
    public const long MaxBodyBytes = 4 * ConfigDocument.MaxLength;

    /// <summary>A small config, as a JSON string.</summary>
    public const string Example =
        """
        "integrations:\n  - { id: web, key: a-key-of-16-or-more-characters, clientSecrets: [the-client-secret-of-sentry-00000], channel: web }\nchannels:\n  - { id: web, sinks: [] }\nsinks: []\n"
        """;

    /// <summary>The draft compiled, or the 422 with every diagnostic.</summary>
    public static (RouteTable? Table, IResult? Refusal) Compile(string text, DateTimeOffset now)
    {
        var result = ConfigDocument.ParseDraft(text, now);
        if (result.Config is { } config)
            return (new(config, Version), null);
        var errors = result.Diagnostics.Where(d => d.IsError).ToArray();
        return (null, TypedResults.Problem(
            $"config: {errors[0].ToString("draft")}{(errors.Length > 1 ? $" (and {errors.Length - 1} more)" : "")}",
            statusCode: StatusCodes.Status422UnprocessableEntity,
            extensions: new Dictionary<string, object?>
            {
                ["field"] = "config",
                ["diagnostics"] = JsonSerializer.SerializeToElement(
                    [.. result.Diagnostics.Select(d => new DiagnosticItem(d.IsError ? "error" : "warning", d.Line, d.Column, d.Path, d.Message))], DraftJson.Default.IReadOnlyListDiagnosticItem),
            }));
    }
}
