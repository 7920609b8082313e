using Microsoft.Playwright;
using Router.Acceptance.Driver;

namespace Router.Acceptance.Dashboard;

public sealed class ConfigPageTest(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [BrowserFact]
    public async Task Route_is_edited_checked_previewed_saved_hit_and_restored()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var data = _directory.File("data");
        Directory.CreateDirectory(data);
        var config = SampleConfig.For(receiver.Url)
            .Replace("    channel: web\n", "    routes:\n      - { name: all, when: \"true\", channels: [triage] }\n    default: [triage]\n", StringComparison.Ordinal)
            .Replace("  - id: web\n    sinks: [hook]", "  - id: triage\n    sinks: [hook]\n  - id: payments\n    sinks: [hook]", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(data, "router.yaml"), config);
        await using var router = await RouterProcess.StartReadyAsync(new() { DataDirectory = data });
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        await sender.WarmUpAsync();
        Assert.Equal(202, (await sender.SendAsync("event_alert.triggered")).Status);
        await using var tab = await chromium.OpenAsync(router.Url);
        await tab.SignInAsync(await router.AdminKeyAsync(), "config");
        await tab.LiveAsync();
        var text = await Eventually.FitsAsync(() => TextAsync(tab), written => written.Contains("triage", StringComparison.Ordinal), "the config in the editor", TimeSpan.FromSeconds(30));
        Assert.DoesNotContain(SampleConfig.ClientSecret, text, StringComparison.Ordinal);

        await WriteAsync(tab, text.Replace("channels: [triage]", "channels: [nowhere]", StringComparison.Ordinal));
        await tab.Page.GetByText("error, line 7, column").WaitForAsync();
        await tab.Page.Locator(".cm-lintRange-error").GetByText("nowhere", new() { Exact = true }).WaitForAsync();
        Assert.Empty(await tab.SeriousAsync());
        await Screens.TakeAsync(tab, "config-error");
        await WriteAsync(tab, text.Replace("channels: [triage]", "channels: []", StringComparison.Ordinal), "channels: [");
        await tab.Page.Keyboard.TypeAsync("pay");
        await tab.Page.GetByRole(AriaRole.Option, new() { Name = "payments" }).WaitForAsync();
        await Screens.TakeAsync(tab, "config-completion");
        await tab.Page.GetByRole(AriaRole.Option, new() { Name = "payments" }).ClickAsync();
        var completed = text.Replace("channels: [triage]", "channels: [payments]", StringComparison.Ordinal);
        await Eventually.FitsAsync(() => TextAsync(tab), written => written == completed, "the suggestion in the text", TimeSpan.FromSeconds(30));
        await tab.Page.GetByText("edited, no errors").WaitForAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Preview against recent events" }).ClickAsync();
        await tab.Page.GetByText("would move from triage to payments").WaitForAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Show the difference" }).ClickAsync();
        await tab.Page.Locator(".diff .add", new() { HasText = "channels: [payments]" }).WaitForAsync();
        Assert.Empty(await tab.SeriousAsync());
        await Screens.TakeAsync(tab, "config");
        await tab.Page.GetByLabel("Why (others see it in the history)").FillAsync("payments takes over");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Save and put in force" }).ClickAsync();
        await tab.Page.GetByText("payments takes over").WaitForAsync();

        Assert.Equal(202, (await sender.SendAsync("metric_alert.critical")).Status);
        await receiver.Calls.FirstAsync(call => call.Body.GetRawText().Contains("payments", StringComparison.Ordinal), "a message of the channel payments", TimeSpan.FromSeconds(30));

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Restore version 1" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Restore", Exact = true }).ClickAsync();
        await tab.Page.GetByText("version 1 restored").WaitForAsync();
        await Eventually.FitsAsync(() => TextAsync(tab), written => written == text, "the text of version 1", TimeSpan.FromSeconds(30));
        Assert.Empty(tab.Complaints.Snapshot());
        Assert.Empty(tab.ForeignRequests.Snapshot());
    }

    private static Task<string> TextAsync(DashboardTab tab) =>
        tab.Page.EvaluateAsync<string>("document.querySelector('.editor').editor?.state.doc.toString() ?? ''");

    /// <summary>Replaces the text, and puts the cursor after a part of it.</summary>
    private static Task WriteAsync(DashboardTab tab, string text, string? after = null) => tab.Page.EvaluateAsync(
        "([text, at]) => { const { editor } = document.querySelector('.editor'); editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text }, selection: { anchor: at } }); editor.focus(); }",
        new object[] { text, after is null ? 0 : text.IndexOf(after, StringComparison.Ordinal) + after.Length });
}
