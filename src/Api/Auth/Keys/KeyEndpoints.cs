using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Router.Api.Management;
using Router.Api.OpenApi;
using Router.Api.Requests;

namespace Router.Api.Auth.Keys;

/// <summary><c>GET</c> and <c>POST /api/v1/keys</c>, <c>DELETE /api/v1/keys/{id}</c>.</summary>
internal static class KeyEndpoints
{
    private const long MaxBodyBytes = 4096;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/keys").RequireAccess(Access.Admin).ProducesProblem(401).ProducesProblem(403);
        keys.MapGet("", ListAsync).WithName("keys.list").WithSummary("The API keys, the one that expires last first; never their text.")
            .WithParameters(PageQuery.Parameters).Produces<Page<KeyItem>>();
        keys.MapPost("", CreateAsync).WithName("keys.create").WithSummary("Makes an API key. Its text is in this answer and never again.")
            .TakesBody<NewKeyBody>(MaxBodyBytes, """{"name":"grafana","role":"viewer","expiresAt":"2030-01-31T12:00:00Z"}""").Produces<NewKeyAnswer>(201).WithIdempotencyKey(MaxBodyBytes, shownOnce: "key");
        keys.MapDelete("/{id}", RevokeAsync).WithName("keys.revoke").WithSummary("Revokes an API key: it stops working within seconds, in every process.")
            .WithParameters(Parameter.Path("id", "The key's id.", "0123456789ab")).Produces(204).ProducesProblem(404);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, KeyStore store, KeyRing ring, TimeProvider time, CancellationToken cancellationToken)
    {
        if (PageQuery.Read(request.Query, out var limit, out var cursor) is { } invalid)
            return InvalidRequest.Answer(invalid);
        var after = cursor is null ? null : CursorText.Read(cursor);
        if (cursor is not null && after is null)
            return InvalidRequest.Answer(new("cursor", "not a cursor of this API; take it from next of the page before"));
        var (keys, next) = await store.ListAsync(limit, after, cancellationToken);
        var now = time.GetUtcNow();
        return TypedResults.Json(
            new Page<KeyItem>([.. keys.Select(key => KeyItem.Of(key, ring.LastUsed(key.Id), now))], next is { } place ? CursorText.Write(place) : null),
            KeyJson.Default.PageKeyItem);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, KeyStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        var (body, unreadable) = await JsonBody.ReadAsync(context.Request, KeyJson.Default.NewKeyBody, MaxBodyBytes, cancellationToken);
        if (body is null)
            return unreadable!;
        var now = time.GetUtcNow();
        if (body.Problem(now) is { } problem)
            return InvalidRequest.Answer(problem);
        var (id, text) = KeyText.New();
        var key = new StoredKey
        {
            Id = id,
            Name = body.Name!,
            Role = Roles.Parse(body.Role)!.Value,
            Hash = KeyText.Hash(text),
            ExpiresAt = (body.ExpiresAt ?? now + NewKeyBody.DefaultLife).ToUniversalTime(),
            CreatedAt = now,
            CreatedBy = context.Actor(),
        };
        await store.AddAsync(key);
        context.Response.Headers.Location = $"/api/v1/keys/{id}";
        return TypedResults.Json(
            new(id, key.Name, body.Role!, key.ExpiresAt.UtcDateTime, key.CreatedAt.UtcDateTime, key.CreatedBy, text),
            KeyJson.Default.NewKeyAnswer,
            statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> RevokeAsync(string id, HttpContext context, KeyStore store, KeyRing ring)
    {
        if (!KeyText.IsId(id) || !await store.RevokeAsync(id, context.Actor()))
            return TypedResults.Problem("No key has this id; GET /api/v1/keys lists them.", statusCode: StatusCodes.Status404NotFound);
        ring.Forget(id);
        return TypedResults.NoContent();
    }
}
