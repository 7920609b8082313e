using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Router.Api.Sentry;
using Router.Domain.Storage;
using Router.Grains.Interfaces;

namespace Router.Silo.Hosting;

/// <summary>
/// Goes the way of a webhook once without effect, so that the first real one does not wait for the compiler: Sentry waits a second and
/// never asks again. All but HTTP before the host listens, the rest before it is ready.
/// </summary>
internal sealed partial class WarmUp(IServiceProvider services, IGrainFactory grains, IGrainStateStorage storage, IServer server, TimeProvider time, ILogger<WarmUp> logger) : IHostedService
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    private volatile bool _isDone;

    /// <summary>The host is warm, or as warm as it gets.</summary>
    public bool IsDone => _isDone;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => TryAsync(async () =>
    {
        await services.WarmUpSentryIngressAsync();
        // An issue of its own: another host warms up at the same time.
        await grains.GetGrain<IIssueGrain>($"|issue|{Guid.NewGuid():N}").WakeAsync();
        var row = new GrainWrite { Key = new("warm-up", Guid.NewGuid().ToString("N")), ExpectedVersion = 0, Snapshot = () => new("{}"u8.ToArray(), null) };
        await storage.CommitAsync(row);
        await storage.CommitAsync(row with { ExpectedVersion = 1, Snapshot = null });
    });

    /// <summary>Calls the host itself, which listens by now; then it is done.</summary>
    public async Task CallAsync()
    {
        await TryAsync(async () =>
        {
            var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault(url => url.StartsWith("http:", StringComparison.OrdinalIgnoreCase));
            if (address is null)
                return;
            var port = new Uri(address.Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal)).Port;
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
            using var answer = await http.GetAsync(new UriBuilder("http", "127.0.0.1", port, "/health/live").Uri);
        });
        _isDone = true;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task TryAsync(Func<Task> warm)
    {
        try
        {
            await warm().WaitAsync(Bound, time);
        }
        catch (Exception e) when (e is OrleansException or TimeoutException or StoreUnavailableException or HttpRequestException)
        {
            LogCold(e.Message);
        }
    }

    [LoggerMessage(2102, LogLevel.Warning, "The first webhooks may be slow: their way could not be tried. {Problem}")]
    private partial void LogCold(string problem);
}
