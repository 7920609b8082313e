using System.Net;
using Router.Api.Sentry.Ingress;

namespace Router.Api.Tests.Management;

public sealed class RejectedEndpointsTests(ManagementServer server) : IClassFixture<ManagementServer>
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public async Task Refused_calls_are_listed_newest_first()
    {
        server.Rejected.Add(new(At, null, 404, RejectReason.UnknownKey, null, "no integration has this key", "abc... (16)"));
        server.Rejected.Add(new(At.AddSeconds(1), "web", 401, RejectReason.SignatureWrong, "Sentry-Hook-Signature", "no client secret gives it", null));

        Assert.Equal(
            """{"items":[{"time":"2026-01-02T03:04:06Z","integration":"web","status":401,"reason":"signature_wrong","field":"Sentry-Hook-Signature","detail":"no client secret gives it","keyHint":null},"""
            + """{"time":"2026-01-02T03:04:05Z","integration":null,"status":404,"reason":"unknown_key","field":null,"detail":"no integration has this key","keyHint":"abc... (16)"}],"next":null}""",
            await server.Admin.GetStringAsync("/api/v1/rejected"));
    }

    [Fact]
    public async Task Filter_is_a_400()
    {
        using var response = await server.Admin.GetAsync("/api/v1/rejected?limit=1");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }
}
