using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Router.Api.Auth;
using Router.Api.Management;
using Router.Api.OpenApi;
using Router.Api.Requests;
using Router.Domain;
using Router.Domain.Delivery;
using Router.Domain.Templates;

namespace Router.Api.Sinks;

/// <summary><c>POST /api/v1/sinks/preview</c>.</summary>
internal static class TemplatePreviewEndpoint
{
    private const long MaxBodyBytes = 64 * 1024;
    private const string Example = """{"type":"slack","title":"{{ incident.severity }}: {{ incident.title }}","body":"{% for issue in incident.issues %}<{{ issue.url }}|{{ issue.title }}>\n{% endfor %}","event":"resolved"}""";
    private const string Answer = """{"format":"plain","title":"Ok: It broke","body":null,"problems":[]}""";

    /// <summary>What a sample can say, by its name.</summary>
    public static ImmutableDictionary<string, NotificationType> Events { get; } = Enum.GetValues<NotificationType>()
        .Where(type => type != NotificationType.Test).ToImmutableDictionary(SnakeCase.Of, StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/sinks/preview", PreviewAsync).RequireAccess(Access.Operator)
            .WithName("sinks.preview").WithSummary("What templates of a sink make of a sample incident, or what is wrong with them")
            .WithParameters().TakesBody<TemplatePreviewBody>(MaxBodyBytes, Example).Produces<TemplatePreview>().ProducesProblem(422).WithAnswer(Answer);

    private static async Task<IResult> PreviewAsync(HttpRequest request, RouterLinks links, TimeProvider time, CancellationToken cancellationToken)
    {
        var (asked, refusal) = await JsonBody.ReadAsync(request, SinkApiJson.Default.TemplatePreviewBody, MaxBodyBytes, cancellationToken);
        if (asked is null)
            return refusal!;
        if (asked.Type is null || TextFormats.Of(asked.Type) is not { } format)
            return InvalidRequest.Answer(new("type", $"one of {string.Join(", ", TextFormats.Types)} is expected"));
        if (!Events.TryGetValue(asked.Event ?? "triggered", out var type))
            return InvalidRequest.Answer(new("event", $"one of {string.Join(", ", Events.Keys.Order(StringComparer.Ordinal))} is expected"));
        return TypedResults.Json(TemplatePreview.Of(asked.Title, asked.Body, format, type, links, time.GetUtcNow()), SinkApiJson.Default.TemplatePreview);
    }
}
