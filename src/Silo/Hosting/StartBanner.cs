using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Silo.Hosting;

/// <summary>The lines that a ready router prints.</summary>
internal static class StartBanner
{
    /// <summary>Prints them: a push URL is whole only on the start that generated it.</summary>
    public static void Print(TextWriter output, RouterStart start, RouterLinks links)
    {
        output.WriteLine($"dashboard {links.PublicUrl}/");
        foreach (var integration in start.Config.Table.Config.Integrations)
            output.WriteLine($"push url {integration.Id} {PushUrl(integration, links, start.IsFirst)}");
        output.WriteLine($"admin key {start.Folder.AdminKeyFile}");
        if (new AdminKeyFile(start.Folder.AdminKeyFile).IsExposed)
            output.WriteLine($"warning: others can read or write {start.Folder.AdminKeyFile}; chmod 600 {start.Folder.AdminKeyFile}");
        if (PublicUrl.Warning(new Uri(links.PublicUrl)) is { } warning)
            output.WriteLine($"warning: {warning}");
        output.Flush();
    }

    private static string PushUrl(IntegrationConfig integration, RouterLinks links, bool isWhole) =>
        links.PushUrl(isWhole ? integration.Key : $"{integration.Key[..4]}****");
}
