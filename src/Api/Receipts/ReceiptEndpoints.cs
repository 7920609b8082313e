using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Router.Api.Auth;
using Router.Api.Management;
using Router.Api.OpenApi;

namespace Router.Api.Receipts;

/// <summary><c>GET /api/v1/receipts/{id}</c> and <c>GET /api/v1/receipts</c>.</summary>
internal static class ReceiptEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/receipts/{id}", GetAsync).RequireAccess(Access.Viewer)
            .WithName("receipts.get").WithSummary("Why a webhook was told or not: every step of its way, as JSON, or as a story with Accept: text/plain")
            .WithParameters(Parameter.Path("id", "The id that the webhook's answer had.", "r1a"))
            .Produces<Receipt>().ProducesText(MediaTypeNames.Text.Plain).ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/receipts", SearchAsync).RequireAccess(Access.Viewer)
            .WithName("receipts.list").WithSummary("Receipts by issue, event, outcome, reason and time, the newest first")
            .WithParameters(ReceiptQuery.Parameters).Produces<ReceiptPage>();
    }

    private static async Task<IResult> GetAsync(string id, HttpRequest request, [FromServices] ReceiptReader receipts, CancellationToken cancellationToken)
    {
        var (receipt, problem) = await OffSocket(() => receipts.ReadAsync(id, cancellationToken), cancellationToken);
        if (receipt is null)
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status404NotFound);
        return WantsText(request)
            ? TypedResults.Text(ReceiptStory.Tell(receipt), MediaTypeNames.Text.Plain)
            : TypedResults.Json(receipt, ReceiptJson.Default.Receipt);
    }

    private static async Task<IResult> SearchAsync(HttpRequest request, [FromServices] ReceiptSearch receipts, CancellationToken cancellationToken) =>
        ReceiptQuery.Read(request.Query, out var query) is { } invalid
            ? InvalidRequest.Answer(invalid)
            : TypedResults.Json(await OffSocket(() => receipts.FindAsync(query, cancellationToken), cancellationToken), ReceiptJson.Default.ReceiptPage);

    // Requests begin on the sockets' threads, where webhooks arrive too; a store may read at once, and here it reads much.
    private static Task<T> OffSocket<T>(Func<Task<T>> read, CancellationToken cancellationToken) => Task.Run(read, cancellationToken);

    private static bool WantsText(HttpRequest request) =>
        request.GetTypedHeaders().Accept is [var first, ..] && first.MediaType.Equals(MediaTypeNames.Text.Plain, StringComparison.OrdinalIgnoreCase);
}
