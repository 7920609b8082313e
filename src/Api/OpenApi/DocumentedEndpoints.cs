using System.Net.Mime;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Router.Api.Auth;
using Router.Api.Management.Config;
using Router.Api.Requests.Idempotency;

namespace Router.Api.OpenApi;

/// <summary>Says of endpoints what the document tells of them.</summary>
internal static class DocumentedEndpoints
{
    private const string ProblemJson = "application/problem+json";
    private const string Prefix = "/api/v1/";

    /// <summary>Declares parameters; see <see cref="DeclaredParameters"/>.</summary>
    public static RouteHandlerBuilder WithParameters(this RouteHandlerBuilder endpoint, params IEnumerable<Parameter> parameters) =>
        endpoint.WithMetadata(new EndpointParameters([.. parameters]));

    /// <summary>Declares the JSON body that an endpoint needs.</summary>
    public static RouteHandlerBuilder TakesBody<T>(this RouteHandlerBuilder endpoint, long maxBytes, string example)
        where T : notnull => endpoint.Accepts<T>(MediaTypeNames.Application.Json)
            .WithMetadata(new BodyExample(maxBytes, example, MediaTypeNames.Application.Json)).ProducesProblem(400).ProducesProblem(413).ProducesProblem(415);

    /// <summary>Declares a JSON body that may be left out, and comes with any Content-Type.</summary>
    public static RouteHandlerBuilder MayTakeBody<T>(this RouteHandlerBuilder endpoint, long maxBytes, string example)
        where T : notnull => endpoint.Accepts<T>(true, MediaTypeNames.Application.Json, "*/*")
            .WithMetadata(new BodyExample(maxBytes, example, MediaTypeNames.Application.Json)).ProducesProblem(400).ProducesProblem(413);

    /// <summary>Declares a body that is YAML, or JSON with its Content-Type.</summary>
    public static RouteHandlerBuilder TakesYaml(this RouteHandlerBuilder endpoint, long maxBytes, string example) =>
        endpoint.Accepts<string>(ConfigAnswers.Yaml, MediaTypeNames.Application.Json, "*/*")
            .WithMetadata(new BodyExample(maxBytes, example, ConfigAnswers.Yaml)).ProducesProblem(400).ProducesProblem(413);

    /// <summary>Makes an endpoint safe to call again, and declares it.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="maxBytes">The largest body.</param>
    /// <param name="shownOnce">A field of the answer that only the first call gets; null is none.</param>
    public static RouteHandlerBuilder WithIdempotencyKey(this RouteHandlerBuilder endpoint, long maxBytes, string? shownOnce = null) =>
        endpoint.AddEndpointFilter(new IdempotencyFilter(maxBytes, shownOnce))
            .WithParameters(Parameter.IdempotencyKey(IdempotencyFilter.MaxKey)).ProducesProblem(409).ProducesProblem(422);

    /// <summary>Declares a text that is answered beside the JSON.</summary>
    public static RouteHandlerBuilder ProducesText(this RouteHandlerBuilder endpoint, string mediaType) => endpoint.WithMetadata(new TextAnswer(mediaType));

    /// <summary>Gives an example of the answer.</summary>
    public static RouteHandlerBuilder WithAnswer(this RouteHandlerBuilder endpoint, string json) => endpoint.WithMetadata(new AnswerExample(json));

    /// <summary>Refuses undeclared parameters of the group's endpoints, and declares what all of them have in common: tags and the answers to callers who may not.</summary>
    public static RouteGroupBuilder Documented(this RouteGroupBuilder group)
    {
        group.AddEndpointFilter<RouteGroupBuilder, DeclaredParameters>();
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            var metadata = endpoint.Metadata;
            if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path } && !metadata.OfType<ITagsMetadata>().Any())
                metadata.Add(new TagsAttribute(path[Prefix.Length..].Split('/')[0]));
            if (metadata.OfType<IAllowAnonymous>().Any())
                return;
            int[] statuses = metadata.OfType<RequiredAccess>().LastOrDefault()?.Access > Access.Viewer ? [400, 401, 403, 429, 503] : [400, 401, 429, 503];
            foreach (var status in statuses.Except(metadata.OfType<IProducesResponseTypeMetadata>().Select(m => m.StatusCode)).ToList())
                metadata.Add(new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), [ProblemJson]));
        });
        return group;
    }
}
