using System.Collections.Frozen;
using System.Text;
using Microsoft.AspNetCore.Http;
using Router.Domain;
using Router.Domain.Alerts;

namespace Router.Api.Sentry.Ingress;

/// <summary>Writes <c>202 {"receipt":"r1a","outcome":"accepted","reason":"triggered"}</c>.</summary>
internal static class AcceptedResponse
{
    private const int MaxReceipt = 14;

    private static readonly FrozenDictionary<IngestReason, byte[]> Ends = Enum.GetValues<IngestReason>().ToFrozenDictionary(
        reason => reason,
        reason => Encoding.UTF8.GetBytes($"\",\"outcome\":\"{SnakeCase.Of(reason.Outcome())}\",\"reason\":\"{SnakeCase.Of(reason)}\"}}"));

    private static ReadOnlySpan<byte> Start => "{\"receipt\":\""u8;

    public static void Write(HttpResponse response, IngestResult result)
    {
        var end = Ends[result.Reason];
        var body = response.BodyWriter.GetSpan(Start.Length + MaxReceipt + end.Length);
        Start.CopyTo(body);
        var length = Start.Length;
        length += Encoding.ASCII.GetBytes(new ReceiptId(result.Position).ToString(), body[length..]);
        end.CopyTo(body[length..]);
        length += end.Length;

        response.StatusCode = StatusCodes.Status202Accepted;
        response.ContentType = "application/json";
        response.ContentLength = length;
        response.BodyWriter.Advance(length);
    }
}
