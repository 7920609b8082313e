using System.CommandLine;

namespace Router.Silo.Commands;

/// <summary>The options of the verbs that talk to a running router.</summary>
internal sealed class RunningRouterOptions
{
    private readonly Option<Uri> _url = HttpUrl.OfRunningRouter();

    private readonly Option<string> _keyFile = new("--key-file")
    {
        Description = "The file with its admin key",
        HelpName = "FILE",
        DefaultValueFactory = _ => Path.Combine("data", "admin.key"),
    };

    /// <summary>Gives a verb the options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_url);
        command.Add(_keyFile);
    }

    /// <summary>A client for the router that the options name.</summary>
    public ManagementClient Client(ParseResult parsed, CommandServices services) =>
        new(services.Http, parsed.GetRequiredValue(_url), parsed.GetRequiredValue(_keyFile));
}
