using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Router.Acceptance.Driver;

/// <summary>A bare HTTP server on a free port of loopback, for receivers of webhooks.</summary>
public static class LoopbackServer
{
    /// <summary>Starts it; every call, whatever its path, goes to <paramref name="take"/>.</summary>
    public static async Task<(WebApplication Server, Uri Url)> StartAsync(RequestDelegate take)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.Run(take);
        await server.StartAsync();
        return (server, new(server.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single()));
    }
}
