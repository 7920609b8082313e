using System.Net;
using Router.Silo.Commands;

namespace Router.Silo.Tests.Commands;

/// <summary>Invokes the command line with everything outside replaced.</summary>
internal sealed class CommandLine : HttpMessageHandler
{
    public RunArguments? Ran { get; private set; }

    public string? Input { get; set; }

    public List<(HttpRequestMessage Request, byte[] Body)> Requests { get; } = [];

    public Func<HttpResponseMessage> Answer { get; set; } = () => new(HttpStatusCode.OK);

    public StringWriter Output { get; } = new();

    public StringWriter Error { get; } = new();

    public async Task<int> InvokeAsync(params string[] arguments)
    {
        using var http = new HttpClient(this, disposeHandler: false);
        var services = new CommandServices
        {
            Run = (ran, _) =>
            {
                Ran = ran;
                return Task.FromResult(0);
            },
            ReadSecret = _ => Input,
            Http = http,
        };
        return await RouterCommandLine.InvokeAsync(arguments, services, Output, Error);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add((request, request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken)));
        return Answer();
    }
}
