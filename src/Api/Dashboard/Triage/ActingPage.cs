using Microsoft.AspNetCore.Components;
using MudBlazor;
using Router.Api.Auth;
using Router.Api.Dashboard.Live;
using Router.Domain.Storage;

namespace Router.Api.Dashboard.Triage;

/// <summary>A page on which operators act.</summary>
public abstract class ActingPage : LivePage
{
    [Inject]
    private DashboardActor Actor { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    /// <summary>Asks before acting.</summary>
    [Inject]
    protected IDialogService Dialogs { get; private set; } = null!;

    /// <summary>An action is under way: buttons wait.</summary>
    protected bool IsActing { get; private set; }

    /// <summary>Acts in the person's name, says what happened, and loads anew.</summary>
    /// <param name="act">Acts as the actor that it is given, and says in words what became of it.</param>
    protected async Task TryAsync(Func<string, Task<string>> act)
    {
        if (IsActing)
            return;
        IsActing = true;
        try
        {
            var actor = await Actor.RequireAsync(Access.Operator);
            Snackbar.Add(await act(actor), MudBlazor.Severity.Normal);
        }
        catch (UnauthorizedAccessException refused)
        {
            Snackbar.Add(refused.Message, MudBlazor.Severity.Error);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or TimeoutException)
        {
            Snackbar.Add("The router could not store it now; the router's log says why. Try again.", MudBlazor.Severity.Error);
        }
        finally
        {
            IsActing = false;
        }

        await ReloadAsync();
    }
}
