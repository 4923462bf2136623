using MailingList.Core.Lists;

namespace MailingList.Store.Tests.Requests;

/// <summary>Another address takes the place of a subscriber's.</summary>
public sealed class ChangeAddressTests : MailTest
{
    private const string Old = "ann@old.example";
    private const string New = "Ann@new.example";

    public ChangeAddressTests()
    {
        Mail.Host.Subscribe(Old, "Ann");
        Mail.Receive(Old, Request, body: "set own-posts off\nset vacation until 2027-01-31\nset delivery none\n", fields: Authenticated("old.example"));
        Mail.Letters();
    }

    [Fact]
    public void Both_are_asked_and_what_was_set_stays()
    {
        SentLetter toNew = AskNew();
        Assert.NotNull(Find(Old));
        Assert.Null(Find(New));

        Reply(toNew, New);

        Assert.Null(Find(Old));
        Subscriber moved = Find(New)!;
        Assert.Equal((New, "Ann", DeliveryMode.None, false, new DateOnly(2027, 1, 31), "shell"), (moved.Address.Text, moved.Name, moved.Delivery, moved.OwnPosts, moved.Vacation, moved.Origin));
        IReadOnlyList<SentLetter> letters = Mail.Letters();
        Assert.Equal([Old, New], letters.Select(letter => letter.To));
        Assert.All(letters, letter => Assert.Equal("Your address on dev was changed", letter.Subject));
        Assert.Equal(["changed mail", "changed mail", "changed mail", "moved mail"], Events(Old));
        Assert.Equal(["moved mail"], Events(New));
    }

    [Fact]
    public void The_old_one_alone_is_not_enough()
    {
        AskNew();

        Assert.NotNull(Find(Old));
        Assert.Null(Find(New));
    }

    [Fact]
    public void The_new_one_cannot_take_it_without_the_old_one()
    {
        Mail.Receive(New, Request, body: $"change-address {Old}\n");

        Assert.Equal("Your address is not subscribed to dev", Mail.Letter().Subject);
    }

    [Fact]
    public void A_mail_that_is_authenticated_is_confirmed_all_the_same()
    {
        Mail.Receive(Old, Request, body: $"change-address {New}\n", fields: Authenticated("old.example"));

        Assert.Equal(Old, Mail.Letter().To);
    }

    [Fact]
    public void Where_the_new_one_is_subscribed_already_it_stays_as_it_is()
    {
        Mail.Host.Subscribe(New, "Somebody");

        Reply(AskNew(), New);

        Assert.Null(Find(Old));
        Assert.Equal(("Somebody", DeliveryMode.Each), (Find(New)!.Name, Find(New)!.Delivery));
    }

    [Theory]
    [InlineData("dev@lists.example.org", "is a list's")]
    [InlineData("dev-owner@lists.example.org", "is a list's")]
    [InlineData("ANN@OLD.example", "it was so already")]
    public void What_cannot_be_the_new_one_is_told(string address, string words)
    {
        Mail.Receive(Old, Request, body: $"change-address {address}\n");
        Reply(Mail.Letter(), Old);

        Assert.Contains(words, Assert.Single(Results(Mail.Letter())), StringComparison.Ordinal);
        Assert.NotNull(Find(Old));
    }

    [Theory]
    [InlineData("change-address", "there is no such command")]
    [InlineData("change-address ann", "the address has no @")]
    [InlineData("change-address ann@new.example ann@newer.example", "there is no such command")]
    public void What_is_no_address_is_told(string command, string words)
    {
        Mail.Receive(Old, Request, body: command + "\n");

        Assert.Contains(words, Assert.Single(Results(Mail.Letter())), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_old_one_has_left_meanwhile_nobody_comes()
    {
        SentLetter toNew = AskNew();
        Mail.Host.Unsubscribe(Old);

        Reply(toNew, New);

        Assert.Equal("Your answer to dev came too late", Mail.Letter().Subject);
        Assert.Empty(Mail.Host.Subscribers());
    }

    [Fact]
    public void Where_the_old_one_left_and_came_again_meanwhile_it_stays()
    {
        SentLetter toNew = AskNew();
        Clock.Now += TimeSpan.FromHours(1);
        Mail.Host.Unsubscribe(Old);
        Mail.Host.Subscribe(Old);

        Reply(toNew, New);

        Assert.Equal([Old], Mail.Host.Subscribers());
    }

    [Fact]
    public void Twice_changes_nothing_and_is_told()
    {
        SentLetter toNew = AskNew();
        Reply(toNew, New);
        Mail.Letters();
        IReadOnlyList<string> before = State();

        Reply(toNew, New);

        Assert.Equal((New, "You are subscribed to dev already"), (Mail.Sent.Single().To, Mail.Letter().Subject));
        Assert.Equal(before, State());
    }

    [Fact]
    public void Where_the_new_one_was_asked_something_today_the_old_one_is_told_to_wait()
    {
        Mail.Receive(New, Subscribe);
        Mail.Letters();

        Mail.Receive(Old, Request, body: $"change-address {New}\n");
        Reply(Mail.Letter(), Old);

        SentLetter answer = Mail.Letter();
        Assert.Equal(Old, answer.To);
        Assert.Contains("try again tomorrow", answer.Body, StringComparison.Ordinal);
    }

    private SentLetter AskNew()
    {
        Mail.Receive(Old, Request, body: $"change-address {New}\n");
        SentLetter toOld = Mail.Letter();
        Assert.Equal(Old, toOld.To);
        Assert.Contains(New, toOld.Body, StringComparison.Ordinal);
        Reply(toOld, Old);
        IReadOnlyList<SentLetter> letters = Mail.Letters();
        Assert.Equal([New, Old], letters.Select(letter => letter.To));
        Assert.Contains("is asked whether it agrees", letters[1].Body, StringComparison.Ordinal);
        return letters[0];
    }
}
