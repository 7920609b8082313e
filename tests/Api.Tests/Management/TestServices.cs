using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Router.Api.Actions;
using Router.Api.Deliveries;
using Router.Api.Feed;
using Router.Api.Management;
using Router.Api.Receipts;
using Router.Api.Sentry.Ingress;
using Router.Api.Silences;
using Router.Api.Sinks;
using Router.Api.Stats;
using Router.Api.Tests.Operations;
using Router.Api.Tests.Silences;
using Router.Api.Tests.Storage;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Noise;
using Router.Domain.Storage;

namespace Router.Api.Tests.Management;

/// <summary>What the endpoints need and a test's server has not given itself: a server maps all of them.</summary>
internal static class TestServices
{
    public static void AddTheRest(this IServiceCollection services)
    {
        var (store, silences) = (new MemoryStore(), new SilenceServer.FakeSilenceState());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IGrainStateStorage>(store);
        services.TryAddSingleton<IJournal>(store);
        services.TryAddSingleton<IIndexQuery>(new FakeIndexQuery());
        services.TryAddSingleton<IAuditJournal>(store);
        services.TryAddSingleton<IDueRows>(store);
        services.TryAddSingleton<ICurrentConfig>(new FakeConfig());
        services.TryAddSingleton<IClientSecrets>(new FakeClientSecrets());
        services.TryAddSingleton<IActionClient>(new FakeActions());
        services.TryAddSingleton<IDeliveryQueues>(new FakeDeliveryQueues());
        services.TryAddSingleton<ISinkControl>(new FakeSinkControl());
        services.TryAddSingleton<ISilences>(silences);
        services.TryAddSingleton<ISilenceRefresh>(silences);
        services.TryAddSingleton(new RouterLinks("https://router.example.com"));
        services.TryAddSingleton(new RejectedLog());
        services.AddReceipts();
        Add<DeliveryList>(s => s.AddDeliveryManagement());
        Add<FeedTail>(s => s.AddFeed());
        Add<StoreCounts>(s => s.AddStats());
        Add<SilenceRows>(s => s.AddSilenceApi());

        void Add<T>(Func<IServiceCollection, IServiceCollection> add)
        {
            if (services.All(s => s.ServiceType != typeof(T)))
                add(services);
        }
    }
}
