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

    /// <summary>The draft compiled, with the secrets of the config in force where it has <c>***</c>; or the 422 with every diagnostic.</summary>
    public static async Task<(RouteTable? Table, IResult? Refusal)> CompileAsync(
        string text, ICurrentConfig current, IConfigHistory history, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var draft = ConfigSecrets.Restore(text, (await history.CurrentAsync(current.Table.Version, cancellationToken)).Text);
        var result = ConfigDocument.ParseDraft(draft.Text, now);
        if (result.Config is { } config && draft.Errors.IsEmpty)
            return (new(config, Version), null);
        var diagnostics = draft.Errors.AddRange(draft.AsSent(result.Diagnostics));
        var errors = diagnostics.Where(d => d.IsError).ToArray();
        return (null, TypedResults.Problem(
            $"config: {errors[0].ToString("draft")}{(errors.Length > 1 ? $" (and {errors.Length - 1} more)" : "")}",
            statusCode: StatusCodes.Status422UnprocessableEntity,
            extensions: new Dictionary<string, object?>
            {
                ["field"] = "config",
                ["diagnostics"] = JsonSerializer.SerializeToElement(
                    [.. diagnostics.Select(d => new DiagnosticItem(d.IsError ? "error" : "warning", d.Line, d.Column, d.Path, d.Message))], DraftJson.Default.IReadOnlyListDiagnosticItem),
            }));
    }
}
