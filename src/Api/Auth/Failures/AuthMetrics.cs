using System.Diagnostics;
using System.Diagnostics.Metrics;
using Router.Domain;

namespace Router.Api.Auth.Failures;

/// <summary>The metrics of authentication, meter <c>Router.Auth</c>.</summary>
internal sealed class AuthMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Router.Auth";

    private readonly Meter _meter;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _signIns;

    public AuthMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _failures = _meter.CreateCounter<long>("router_auth_failures", "{call}", "Callers refused, by reason, and whether they were over the limit of failures.");
        _signIns = _meter.CreateCounter<long>("router_auth_sign_ins", "{sign-in}", "Browser sessions begun, by method.");
    }

    /// <summary>A caller was refused.</summary>
    public void OnFailed(AuthFailureReason reason, bool limited) =>
        _failures.Add(1, new TagList { { "reason", SnakeCase.Of(reason) }, { "limited", limited } });

    /// <summary>A session began.</summary>
    public void OnSignedIn(string scheme) => _signIns.Add(1, new KeyValuePair<string, object?>("method", scheme == AuthSchemes.Oidc ? "oidc" : "key"));

    public void Dispose() => _meter.Dispose();
}
