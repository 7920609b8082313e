using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OpenTelemetry.Metrics;
using Router.Api.Auth;
using Router.Api.Health;
using Router.Api.Home;
using Router.Api.Management;
using Router.Api.Sentry.Ingress;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Silo.Commands;
using Router.Silo.Configuration;

namespace Router.Silo.Hosting;

/// <summary>The composition root: one process that serves HTTP and holds the grains.</summary>
internal static class RouterHost
{
    /// <summary>Runs the router until it is stopped.</summary>
    /// <returns>0 after a clean stop, 1 when it could not start, 2 for a role or storage that this version does not have.</returns>
    public static async Task<int> RunAsync(RunArguments arguments, CancellationToken cancellationToken)
    {
        try
        {
            var builder = CreateBuilder(arguments);
            var settings = builder.Configuration.GetSection("Router");
            Refuse(settings, "Role", "all");
            Refuse(settings, "Storage", "Sqlite");
            using var loggers = LoggerFactory.Create(logging => Logging(logging, builder.Configuration));
            var start = await RouterStart.CreateAsync(settings["Data"] ?? DataFolder.Default, settings["Config"], TimeProvider.System, loggers);
            await using (start.Store)
            {
                await using var app = Build(builder, start);
                await app.StartAsync(cancellationToken);
                StartBanner.Print(Console.Out, start, app.Services.GetRequiredService<RouterLinks>());
                await app.WaitForShutdownAsync(cancellationToken);
            }

            return ExitCode.Ok;
        }
        catch (StartException e)
        {
            foreach (var line in e.Message.Split('\n'))
                await Console.Error.WriteLineAsync($"router: {line}");
            return ExitCode.Failed;
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"router: {e.Message} Stop what listens there, or choose another address with --urls.");
            return ExitCode.Failed;
        }
    }

    private static WebApplicationBuilder CreateBuilder(RunArguments arguments)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Router:Data"] = arguments.Data ?? builder.Configuration["Router:Data"],
            ["Router:Config"] = arguments.Config ?? builder.Configuration["Router:Config"],
            ["Router:Role"] = arguments.Role ?? builder.Configuration["Router:Role"],
        });
        builder.WebHost.UseUrls(ListenUrls.Parse(arguments.Urls ?? builder.Configuration["urls"] ?? PublicUrl.DefaultListenUrl));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        Logging(builder.Logging, builder.Configuration);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(30));
        return builder;
    }

    private static WebApplication Build(WebApplicationBuilder builder, RouterStart start)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(start.Config).AddSingleton(start.Versions);
        services.AddSingleton<ConfigHost>();
        services.AddSingleton<ICurrentConfig>(s => s.GetRequiredService<ConfigHost>());
        services.AddSingleton<IConfigEditor, ConfigEditor>();
        services.AddHostedService(s => s.GetRequiredService<ConfigHost>());
        services.AddSingleton(s => new RouterLinks(PublicUrl.Text(PublicUrl.Resolve(
            builder.Configuration["Router:PublicUrl"],
            s.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses))));
        services.AddSingleton<IReadiness, SiloReadiness>();
        services.AddProblemDetails();
        services.AddAdminKeyAuth(start.AdminKey);
        services.AddSentryIngress();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter("Router.*", "Microsoft.Orleans", "Microsoft.AspNetCore.Server.Kestrel")
            .AddRuntimeInstrumentation()
            .AddPrometheusExporter());
        builder.AddRouterSilo(start.Store);

        var app = builder.Build();
        app.MapSentryWebhooks();
        app.UseExceptionHandler();
        app.UseAdminKeyAuth();
        app.MapHealth();
        app.MapHome();
        app.MapManagement();
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
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        logging.AddFilter("Polly", LogLevel.Warning);
    }

    private static void Refuse(IConfigurationSection settings, string key, string supported)
    {
        if (settings[key] is { Length: > 0 } value && !value.Equals(supported, StringComparison.OrdinalIgnoreCase))
            throw new StartException($"Router:{key} = {value} is not supported by this version; it runs as one process: Router:{key} = {supported}.");
    }
}
