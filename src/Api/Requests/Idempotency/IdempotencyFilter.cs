using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Router.Api.Auth;
using Router.Api.Management;
using Router.Domain;
using Router.Domain.Storage;

namespace Router.Api.Requests.Idempotency;

/// <summary>Makes an endpoint safe to call again: the same <c>Idempotency-Key</c> of the same caller has no further effect and the same answer.</summary>
/// <param name="maxBytes">The largest body.</param>
/// <param name="shownOnce">A field of the answer that is never stored; null is none.</param>
internal sealed class IdempotencyFilter(long maxBytes, string? shownOnce) : IEndpointFilter
{
    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>The longest key, in visible ASCII characters.</summary>
    public const int MaxKey = 128;

    /// <summary>The largest body of an endpoint that reads none.</summary>
    public const int IgnoredBody = 4096;

    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!http.Request.Headers.TryGetValue(Header, out var sent))
            return await next(context);
        if (sent is not [{ Length: > 0 and <= MaxKey } key] || key.Any(c => c is <= ' ' or > '~'))
            return InvalidRequest.Answer(new(Header, $"1 to {MaxKey} visible ASCII characters, once"));
        var (body, refusal) = await RereadableBody.ReadAsync(http.Request, maxBytes, http.RequestAborted);
        if (body is null)
            return refusal;
        var services = http.RequestServices;
        var request = new AnsweredRequest { Request = Hash(http.Request, body), At = services.GetRequiredService<TimeProvider>().GetUtcNow() };
        var row = new RequestRow(services.GetRequiredService<IGrainStateStorage>(), Hash($"{Caller.Of(http.User)?.Subject}\n{key}"));
        if (await row.TakeAsync(request) is { } known)
            return known.Request != request.Request ? Refuse(StatusCodes.Status422UnprocessableEntity, IdempotencyReason.KeyReused)
                : known.Answer is { } answer ? answer
                : Refuse(StatusCodes.Status409Conflict, IdempotencyReason.NoAnswerYet);
        return await WorkAsync(http, row, request, await next(context) as IResult ?? Results.Empty);
    }

    private async Task<StoredAnswer> WorkAsync(HttpContext http, RequestRow row, AnsweredRequest request, IResult result)
    {
        var answer = await StoredAnswer.OfAsync(result, http);
        try
        {
            if (answer.IsSuccess)
                await row.AnswerAsync(request with { Answer = shownOnce is null ? answer : answer.Without(shownOnce) });
            else
                await row.ForgetAsync();
        }
        catch (StoreUnavailableException)
        {
            // What was done is done: the caller gets this answer, and a repeat is told that it is not known.
        }

        return answer;
    }

    private static IResult Refuse(int status, IdempotencyReason reason) => TypedResults.Problem(
        reason == IdempotencyReason.KeyReused
            ? "This Idempotency-Key was used for another request."
            : "The first request with this Idempotency-Key has no answer yet: it is being worked on, or was cut off. Look at what it did before you send it with another key.",
        statusCode: status,
        extensions: new Dictionary<string, object?> { ["reason"] = SnakeCase.Of(reason) });

    private static string Hash(HttpRequest request, byte[] body) =>
        Hash([.. Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"), .. body]);

    private static string Hash(string text) => Hash(Encoding.UTF8.GetBytes(text));

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
