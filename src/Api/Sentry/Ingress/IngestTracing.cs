using System.Diagnostics;
using Router.Domain;
using Router.Domain.Alerts;

namespace Router.Api.Sentry.Ingress;

/// <summary>The spans of a webhook, source <c>Router</c>: <c>ingest</c> with <c>verify</c>, <c>decode</c>, <c>route</c> and <c>commit</c> in it. None is made, and nothing allocated, while nobody listens.</summary>
internal static class IngestTracing
{
    private static readonly ActivitySource Source = new("Router");

    public static Activity? StartIngest(string integration, string? resource) => !Source.HasListeners() ? null :
        Source.StartActivity("ingest", ActivityKind.Server)?.SetTag("integration", integration).SetTag("resource", resource ?? "legacy");

    public static Activity? Start(string step) => Source.HasListeners() ? Source.StartActivity(step) : null;

    public static void Answered(Activity? ingest, IngestResult result) => ingest?
        .SetTag("outcome", SnakeCase.Of(result.Reason.Outcome()))
        .SetTag("reason", SnakeCase.Of(result.Reason))
        .SetTag("receipt", new ReceiptId(result.Position).ToString());

    public static void Refused(Activity? ingest, Refusal refusal) => ingest?
        .SetTag("outcome", "refused")
        .SetTag("reason", SnakeCase.Of(refusal.Reason))
        .SetTag("http.response.status_code", refusal.Status)
        .SetStatus(refusal.Status >= 500 ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
}
