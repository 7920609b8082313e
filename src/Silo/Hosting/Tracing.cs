using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Router.Silo.Hosting;

/// <summary>
/// Sends traces by OTLP when the standard variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; the exporter reads the other
/// <c>OTEL_EXPORTER_OTLP_*</c> and sampling variables itself. Without it nobody listens, and no span is made.
/// Only the router's own source and the grain calls: the web server's spans would hold push URLs, which are secret.
/// </summary>
internal static class Tracing
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static bool IsOn(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration[Endpoint]);

    public static void AddRouterTracing(this IServiceCollection services, IConfiguration configuration)
    {
        if (!IsOn(configuration))
            return;
        if (!Uri.TryCreate(configuration[Endpoint], UriKind.Absolute, out _))
            throw new InvalidSettingException($"{Endpoint} is not a URL. Write it like http://localhost:4317, or unset it.");
        services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("router")).WithTracing(tracing => tracing
            .AddSource("Router", "Microsoft.Orleans.Application")
            .AddOtlpExporter());
    }
}
