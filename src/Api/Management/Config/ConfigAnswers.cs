using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Router.Api.Requests;
using Router.Domain.Configuration;

namespace Router.Api.Management.Config;

/// <summary>The answers of the config's endpoints.</summary>
internal static class ConfigAnswers
{
    /// <summary>What YAML is sent as (RFC 9512).</summary>
    public const string Yaml = "application/yaml";

    /// <summary>A version, without its secrets.</summary>
    public static IResult Document(HttpContext context, ConfigRevision revision)
    {
        context.Response.Headers.Vary = "Accept";
        var text = ConfigSecrets.Hide(revision.Text);
        return ConfigRequest.WantsJson(context.Request)
            ? TypedResults.Text(ConfigSecrets.ToJson(text), "application/json")
            : TypedResults.Text(text, Yaml);
    }

    /// <summary>What became of a change.</summary>
    public static IResult Of(HttpResponse response, ConfigChange change)
    {
        switch (change)
        {
            case ConfigChange.InForce done:
                ConfigTag.Write(response, done.Version);
                return TypedResults.Json(new ConfigAnswer(done.Version, Items(done.Diagnostics)), ConfigJson.Default.ConfigAnswer);
            case ConfigChange.Outdated outdated:
                return ConfigTag.Outdated(response, outdated.Version);
            case ConfigChange.Invalid invalid:
                return Invalid([.. Items(invalid.Diagnostics)]);
            default:
                throw new InvalidOperationException($"A change that nobody answers: {change.GetType().Name}.");
        }
    }

    public static IReadOnlyList<DiagnosticItem> Items(IEnumerable<ConfigDiagnostic> diagnostics) =>
        [.. diagnostics.Select(d => new DiagnosticItem(d.IsError ? "error" : "warning", d.Line, d.Column, d.Path, d.Message))];

    public static IResult NoVersion(long version) => TypedResults.Problem($"There is no version {version}.", statusCode: StatusCodes.Status404NotFound);

    private static IResult Invalid(IReadOnlyList<DiagnosticItem> found)
    {
        var errors = found.Count(d => d.Level == "error");
        return TypedResults.Problem(
            $"The config has {errors} {(errors == 1 ? "error" : "errors")} and changes nothing.",
            statusCode: StatusCodes.Status422UnprocessableEntity,
            extensions: new Dictionary<string, object?> { ["errors"] = JsonSerializer.SerializeToElement(found, DraftJson.Default.IReadOnlyListDiagnosticItem) });
    }
}
