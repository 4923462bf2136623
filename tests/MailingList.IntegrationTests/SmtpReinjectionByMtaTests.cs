using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests;

/// <summary>Reinjection by SMTP into a port of a real MTA.</summary>
public abstract class SmtpReinjectionByMtaTests(MailHost host)
{
    [MtaFact]
    public void A_port_of_the_MTA_takes_batches_and_sends_them_on()
    {
        string[] subscribers = [.. Some.Addresses(250)];
        string list = NewList("batches", subscribers, "batch-size=100");
        host.Mta.Send(list, Some.Post());
        Wait.Until(() => host.Mta.Sink.Counts().Count == subscribers.Length, "everybody has it", () => host.Mta.Log);
        host.Mta.WaitUntilEmpty();
        Assert.All(host.Mta.Sink.Counts().Values, count => Assert.Equal(1, count));
    }

    [MtaFact]
    public void Who_is_refused_for_good_is_named_and_the_others_get_the_post()
    {
        string list = NewList("with-gone", ["ann@a.example", MailHost.Gone, "zoe@z.example"]);
        Expect.Done(host.Sandbox.Deliver(list, Some.Post()));
        host.Mta.WaitUntilEmpty();
        Assert.Equal(["ann@a.example", "zoe@z.example"], Reached());
        Assert.Contains($"recipient refused by the MTA for good: {MailHost.Gone}: 55", File.ReadAllText(host.Sandbox.Log), StringComparison.Ordinal);
    }

    [MtaFact]
    public void While_one_is_refused_for_now_the_batch_waits_and_nobody_gets_it_twice()
    {
        string list = NewList("with-later", ["ann@a.example", MailHost.Later, "zoe@z.example"]);
        byte[] post = Some.Post();
        Expect.TryAgain(host.Sandbox.Deliver(list, post), "smtp://127.0.0.1:");

        host.Sandbox.Ok("unsubscribe", list, MailHost.Later);
        Expect.Done(host.Sandbox.Deliver(list, post));
        host.Mta.WaitUntilEmpty();
        Assert.Equal(["ann@a.example", "zoe@z.example"], Reached());
    }

    private string NewList(string name, string[] subscribers, params string[] settings)
    {
        host.Begin();
        host.ReinjectBySmtp();
        return host.NewOpenList(name, subscribers, settings);
    }

    private IEnumerable<string> Reached() => host.Mta.Sink.Copies().SelectMany(copy => copy.Recipients).Order(StringComparer.Ordinal);
}

/// <summary>With Postfix.</summary>
[Collection(PostfixHost.Name)]
public sealed class SmtpReinjectionWithPostfixTests(PostfixHost host) : SmtpReinjectionByMtaTests(host);

/// <summary>With Exim.</summary>
[Collection(EximHost.Name)]
public sealed class SmtpReinjectionWithEximTests(EximHost host) : SmtpReinjectionByMtaTests(host);
