using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using Orleans.Dashboard;
using Router.Api.Actions;
using Router.Api.Auth;
using Router.Api.Callbacks;
using Router.Api.Cluster;
using Router.Api.Dashboard;
using Router.Api.Deliveries;
using Router.Api.Feed;
using Router.Api.Health;
using Router.Api.Management;
using Router.Api.Management.Config;
using Router.Api.OpenApi;
using Router.Api.Receipts;
using Router.Api.Sentry;
using Router.Api.Sentry.AlertAction;
using Router.Api.Sentry.Inbox;
using Router.Api.Silences;
using Router.Api.Stats;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Health;
using Router.Domain.Storage;
using Router.Silo.Commands;
using Router.Silo.Configuration;
using Router.Silo.Health;

namespace Router.Silo.Hosting;

/// <summary>The composition root: one process that serves HTTP and holds the grains.</summary>
internal static class RouterHost
{
    /// <summary>Runs the router until it is stopped.</summary>
    /// <returns>0 after a clean stop, 1 when it could not start.</returns>
    public static async Task<int> RunAsync(RunArguments arguments, CancellationToken cancellationToken)
    {
        try
        {
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
            builder.Configuration.AddSecretsFolder();
            var settings = RouterSettings.Read(arguments, builder.Configuration);
            using var loggers = LoggerFactory.Create(logging => Logging(logging, builder.Configuration));
            var start = await RouterStart.CreateAsync(settings, TimeProvider.System, loggers);
            await using (start.Store)
            {
                await using var app = Build(builder, settings, start);
                await app.StartAsync(cancellationToken);
                await app.Services.GetRequiredService<WarmUp>().CallAsync();
                await ReportAsync(app, settings, start);
                await app.WaitForShutdownAsync(cancellationToken);
            }

            return ExitCode.Ok;
        }
        catch (Exception e) when (e is StartException or InvalidSettingException)
        {
            return await RefuseAsync(e.Message);
        }
        catch (OptionsValidationException e)
        {
            return await RefuseAsync(string.Join('\n', e.Failures));
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            return await RefuseAsync($"{e.Message} Stop what listens there, or choose another address with --urls.");
        }
    }

    private static async Task<int> RefuseAsync(string message)
    {
        foreach (var line in message.Split('\n'))
            await Console.Error.WriteLineAsync($"router: {line}");
        return ExitCode.Failed;
    }

    private static async Task ReportAsync(WebApplication app, RouterSettings settings, RouterStart start)
    {
        var integrations = start.Config.Table.Config.Integrations.Where(i => i.Enabled).Select(i => (i.Id, i.Key));
        var url = new Uri(app.Services.GetRequiredService<RouterLinks>().PublicUrl);
        var lines = settings.Role == RouterRole.Silo && !start.IsFirst
            ? [$"silo {settings.SiloEndpoint}, health {settings.Urls}"]
            : StartupReport.Lines(url, integrations, start.IsFirst, start.AdminKey is null ? "of the cluster: in the data folder of the host that made it" : settings.AdminKeyFile.Path, start.IsAdminKeyExposed);
        foreach (var line in lines)
            await Console.Out.WriteLineAsync(line);
        await Console.Out.FlushAsync();
    }

    /// <summary>
    /// Connections that the kernel may hold until they are accepted; it lowers this to its own bound (net.core.somaxconn, 4,096 by default).
    /// A caller beyond it believes that it is connected, and waits seconds for its data to be sent again.
    /// </summary>
    private const int ListenBacklog = 4_096;

    private static WebApplication Build(WebApplicationBuilder builder, RouterSettings settings, RouterStart start)
    {
        // A published router has its static files beside it, and this finds nothing; a built one has a list of where they are.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls(settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.UseSockets(sockets => (sockets.UnsafePreferInlineScheduling, sockets.Backlog) = (true, ListenBacklog));
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(30));
        Logging(builder.Logging, builder.Configuration);
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(settings).AddSingleton(start.Config).AddSingleton(start.History);
        services.AddSingleton<IConfigHistory>(start.History);
        services.AddSingleton<IClientSecrets, ClientSecrets>();
        services.AddSingleton<IConfigEditor, ConfigEditor>();
        services.AddSingleton<IConfigValues>(ConfigFile.Values(settings.ConfigFile));
        services.AddSingleton<IPastSinks, PastSinks>();
        services.AddConfig(settings);
        services.AddHostedService<Drain>();
        services.AddSingleton<IHealthSource, ConfigHealth>();
        services.AddHostedService<HealthReporter>();
        services.AddSingleton(s => new RouterLinks(PublicUrl.Text(PublicUrl.Resolve(
            settings.PublicUrl,
            s.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses))));
        services.AddSingleton<IReadiness, SiloReadiness>();
        services.AddProblemDetails();
        services.Configure<ExceptionHandlerOptions>(options => options.StatusCodeSelector =
            exception => exception is StoreUnavailableException ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError);
        services.AddRouterAuth(builder.Configuration, start.AdminKey, settings.IsCluster);
        services.AddSessionKeys(settings, start.Store);
        if (settings.IsCluster)
            services.AddSentryInbox();
        services.AddSentryIngress();
        services.AddReceipts();
        services.AddActions();
        services.AddDeliveryManagement();
        services.AddCallbacks();
        services.AddFeed();
        services.AddStats().AddClusterTraffic();
        services.AddSilenceApi();
        services.AddRouterOpenApi();
        services.AddDashboard();
        services.AddSingleton(new RuntimeView(settings.HasOrleansDashboard));
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter("Router.*", "Microsoft.Orleans", "Microsoft.AspNetCore.Server.Kestrel")
            .AddRuntimeInstrumentation()
            .AddPrometheusExporter());
        services.AddRouterTracing(builder.Configuration);
        builder.AddRouterGrains(settings, start.Store);
        services.AddSingleton<WarmUp>().AddHostedService(provider => provider.GetRequiredService<WarmUp>());

        var app = builder.Build();
        if (settings.Role != RouterRole.Silo)
            app.MapSentryWebhooks();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouterAuth();
        app.MapHealth();
        if (settings.Role != RouterRole.Silo)
        {
            app.MapSignIn();
            app.MapStaticAssets().AllowAnonymous();
            app.MapDashboard();
            app.MapAlertAction();
            app.MapManagement();
            app.MapCallbacks();
            app.MapRouterOpenApi();
            app.MapConfigSchema();
            if (settings.HasOrleansDashboard)
                app.MapOrleansDashboard(RuntimeView.Path).RequireAccess(Access.Admin).AddEndpointFilter(RuntimeView.SetPolicyAsync);
        }

        app.MapPrometheusScrapingEndpoint("/metrics");
        return app;
    }

    private static void Logging(ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.ClearProviders();
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.UseUtcTimestamp = true;
        });
        logging.AddFilter("Orleans", LogLevel.Warning);
        logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error);
        logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // It logs nothing at this level, but a listening log costs an Activity for every request.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // It warns that the keys in the data folder are not encrypted: the folder is the owner's alone.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.AddFilter("System", LogLevel.Warning);
        logging.AddFilter("Polly", LogLevel.Warning);
    }
}
